// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/compare/compare_presentation.h"

#include "app/explorer/project/presentation.h"
#include "core/host/compare/project_difference.h"
#include "core/host/compare/setting_words.h"

#include <QCoreApplication>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace odimo::explorer {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(odimo::explorer::ComparePresentation)
};

QString partName(host::ComparedPart part)
{
    switch (part) {
    case host::ComparedPart::Network:
        return Text::tr("network");
    case host::ComparedPart::Data:
        return Text::tr("data");
    case host::ComparedPart::Layout:
        return Text::tr("layout mode");
    case host::ComparedPart::Platform:
        return Text::tr("platform");
    }
    return {};
}

widgets::CompareSetting settingOf(const host::SettingPair &setting)
{
    return {QString::fromStdString(host::settingWords(setting.name)),
            {QString::fromStdString(setting.first), QString::fromStdString(setting.second)}};
}

widgets::CompareSetting settingOf(const host::SettingRow &setting)
{
    widgets::CompareSetting shown{.name = QString::fromStdString(host::settingWords(setting.name)), .values = {}};
    for (const std::string &value : setting.values)
        shown.values << QString::fromStdString(value);
    return shown;
}

QStringList sentencesOf(const std::vector<host::PartDifference> &parts, std::size_t place = 1)
{
    QStringList sentences;
    for (const host::PartDifference &part : parts)
        sentences << sentenceOf(part, place);
    if (parts.empty())
        return sentences;
    if (std::ranges::none_of(parts, &host::PartDifference::concernsCosts))
        sentences << Text::tr("Costs can be compared.");
    if (std::ranges::none_of(parts, &host::PartDifference::concernsAccuracies))
        sentences << Text::tr("Accuracies can be compared.");
    return sentences;
}

using Projects = std::vector<const ProjectValues *>;

/// File names, or paths where two files are called the same.
QStringList namesOf(const Projects &projects)
{
    std::set<std::filesystem::path> names;
    for (const ProjectValues *project : projects)
        names.insert(project->path.filename());
    QStringList shown;
    for (const ProjectValues *project : projects)
        shown << QString::fromStdString(
            (names.size() < projects.size() ? project->path : project->path.filename()).string());
    return shown;
}

QString nameOf(const ProjectValues &project, const host::FrontEntry &entry)
{
    const project::Run *run = project.find(entry.run);
    return run ? runName(project, *run) : QString::fromStdString(entry.baseline);
}

widgets::MergedPoint pointOf(const ProjectValues &project, std::size_t which, const host::FrontEntry &entry)
{
    return {.run = {which, entry.run},
            .name = nameOf(project, entry),
            .accuracy = entry.accuracy,
            .interval = entry.interval,
            .cost = entry.cost,
            .isOnOwnFront = !entry.dominated};
}

widgets::ProjectFront projectFrontOf(const host::OwnFront &own, const host::FrontDifference &difference)
{
    return {.project = own.project,
            .hypervolume = difference.share(own.hypervolume.value),
            .onFront = own.onFront,
            .onMerged = own.onMerged,
            .beatenBy = own.beatenBy};
}

widgets::MergedFront mergedFront(const Projects &projects, const host::FrontDifference &difference)
{
    widgets::MergedFront front{.mergedHypervolume = difference.share(difference.merged.value)};
    for (const host::OwnFront &own : difference.fronts)
        front.projects.push_back(projectFrontOf(own, difference));
    for (const host::VolumeDifference &gain : difference.differences)
        front.gains.push_back({.first = gain.first,
                               .second = gain.second,
                               .gain = difference.share(gain.difference.value),
                               .interval = {.low = difference.share(gain.difference.interval.low),
                                            .high = difference.share(gain.difference.interval.high)}});
    for (const host::MergedEntry &entry : difference.points) {
        front.points.push_back(pointOf(*projects[entry.project], entry.project, entry.entry));
        front.points.back().isOnMergedFront = entry.isOnMergedFront;
        for (const host::ForeignRun &run : entry.beatenBy)
            front.points.back().beatenBy.push_back({run.project, run.run});
    }
    return front;
}

/// Adds the mappings of those that are not in it, project after project: they stand in no order.
void addOthers(widgets::MergedFront &front, const Projects &projects, host::Front Fronts::*kind)
{
    for (std::size_t which = 0; which < projects.size(); ++which) {
        if (std::ranges::find(front.projects, which, &widgets::ProjectFront::project) != front.projects.end())
            continue;
        for (const host::FrontEntry &entry : (projects[which]->fronts.*kind).points) {
            front.points.push_back(pointOf(*projects[which], which, entry));
            front.points.back().isComparable = false;
        }
    }
}

widgets::MergedFront mergedFront(const Projects &projects, const std::optional<host::FrontDifference> &difference,
                                 host::Front Fronts::*kind)
{
    widgets::MergedFront front = difference ? mergedFront(projects, *difference) : widgets::MergedFront();
    addOthers(front, projects, kind);
    return front;
}

host::ComparedProject comparedOf(const ProjectValues &project)
{
    return {project.setup, project.fronts.latency, project.fronts.energy,
            project.settings ? host::toJson(*project.settings).dump() : std::string()};
}

QList<int> channelsOf(const std::optional<host::LayerShare> &share)
{
    return share ? QList<int>(share->channels.begin(), share->channels.end()) : QList<int>();
}

widgets::CompareLayer layerOf(const host::LayerDifference &layer)
{
    return {.name = QString::fromStdString(layer.layer),
            .first = channelsOf(layer.first),
            .second = channelsOf(layer.second),
            .moved = layer.moved,
            .latency_cycles = layer.value(mapping::Objective::Latency),
            .energy_uJ = layer.value(mapping::Objective::Energy),
            .isSame = layer.isSame()};
}

} // namespace

widgets::CompareValues compareValues(const host::RunDifference &difference)
{
    widgets::CompareValues values;
    for (const std::string &unit : difference.units)
        values.units << QString::fromStdString(unit);
    for (const host::LayerDifference &layer : difference.layers)
        values.layers.push_back(layerOf(layer));
    if (difference.cost) {
        values.first = difference.cost->first;
        values.second = difference.cost->second;
    }
    if (const auto &scores = difference.accuracy)
        values.accuracy = widgets::CompareAccuracy{.first = scores->first.accuracy(),
                                                   .second = scores->second.accuracy(),
                                                   .images = scores->first.total,
                                                   .sameImages = scores->sameImages,
                                                   .difference = scores->difference};
    values.notComparable = sentencesOf(difference.notComparable);
    for (const host::SettingPair &setting : difference.settings)
        values.settings.push_back(settingOf(setting));
    return values;
}

widgets::ProjectsValues projectsValues(const std::vector<const ProjectValues *> &projects)
{
    std::vector<host::ComparedProject> compared;
    for (const ProjectValues *project : projects)
        compared.push_back(comparedOf(*project));
    const host::ProjectDifference difference = host::differenceOf(compared);
    widgets::ProjectsValues values{.names = namesOf(projects),
                                   .notComparable = {},
                                   .latency = mergedFront(projects, difference.latency, &Fronts::latency),
                                   .energy = mergedFront(projects, difference.energy, &Fronts::energy),
                                   .settings = {}};
    for (std::size_t place = 1; place < projects.size(); ++place)
        values.notComparable << sentencesOf(difference.notComparable[place], place);
    for (const host::SettingRow &setting : difference.settings)
        values.settings.push_back(settingOf(setting));
    return values;
}

QString sentenceOf(const host::PartDifference &part, std::size_t place)
{
    const QString here = QString::fromStdString(part.here), there = QString::fromStdString(part.there);
    const QString side = widgets::sideName(place), name = partName(part.part);
    const QString effect = !part.concernsCosts()       ? Text::tr("accuracies cannot be compared")
                           : part.concernsAccuracies() ? Text::tr("neither accuracies nor costs can be compared")
                                                       : Text::tr("costs cannot be compared");
    if (here == there)
        return Text::tr("%1 is about another %2 than A, though both are called %3: %4.").arg(side, name, here, effect);
    return Text::tr("%1 is about the %2 %3, A about %4: %5.").arg(side, name, there, here, effect);
}

} // namespace odimo::explorer
