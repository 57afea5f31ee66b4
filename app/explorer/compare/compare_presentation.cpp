// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/compare/compare_presentation.h"

#include "app/explorer/project/presentation.h"
#include "core/host/compare/project_difference.h"
#include "core/host/compare/setting_words.h"

#include <QCoreApplication>

#include <nlohmann/json.hpp>

#include <algorithm>

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
    return {QString::fromStdString(host::settingWords(setting.name)), QString::fromStdString(setting.first),
            QString::fromStdString(setting.second)};
}

QStringList sentencesOf(const std::vector<host::PartDifference> &parts)
{
    QStringList sentences;
    for (const host::PartDifference &part : parts)
        sentences << sentenceOf(part);
    if (parts.empty())
        return sentences;
    if (std::ranges::none_of(parts, &host::PartDifference::concernsCosts))
        sentences << Text::tr("Costs can be compared.");
    if (std::ranges::none_of(parts, &host::PartDifference::concernsAccuracies))
        sentences << Text::tr("Accuracies can be compared.");
    return sentences;
}

/// File names, or paths where both files are called the same.
std::array<QString, 2> namesOf(const ProjectValues &first, const ProjectValues &second)
{
    std::array<QString, 2> names;
    const bool areSame = first.path.filename() == second.path.filename();
    for (std::size_t which = 0; which < names.size(); ++which) {
        const std::filesystem::path &path = (which == 0 ? first : second).path;
        names[which] = QString::fromStdString(areSame ? path.string() : path.filename().string());
    }
    return names;
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

widgets::MergedFront mergedFront(const std::array<const ProjectValues *, 2> &projects,
                                 const host::FrontDifference &difference)
{
    const host::OwnFront &first = difference.fronts[0], &second = difference.fronts[1];
    const auto &[value, interval] = difference.differences.front().difference;
    widgets::MergedFront front{
        .hypervolume = {difference.share(first.hypervolume.value), difference.share(second.hypervolume.value)},
        .mergedHypervolume = difference.share(difference.merged.value),
        .gain = difference.share(value),
        .gainInterval = {.low = difference.share(interval.low), .high = difference.share(interval.high)},
        .onFront = {first.onFront, second.onFront},
        .beaten = {first.beatenBy[1], second.beatenBy[0]},
        .points = {}};
    for (const host::MergedEntry &entry : difference.points) {
        front.points.push_back(pointOf(*projects[entry.project], entry.project, entry.entry));
        front.points.back().isOnMergedFront = entry.isOnMergedFront;
        if (!entry.beatenBy.empty())
            front.points.back().beatenBy = entry.beatenBy.front().run;
    }
    return front;
}

/// The mappings of one project after those of the other: they stand in no order.
widgets::MergedFront besideEachOther(const std::array<const ProjectValues *, 2> &projects, host::Front Fronts::*kind)
{
    widgets::MergedFront front;
    for (std::size_t which = 0; which < projects.size(); ++which)
        for (const host::FrontEntry &entry : (projects[which]->fronts.*kind).points)
            front.points.push_back(pointOf(*projects[which], which, entry));
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

widgets::ProjectsValues projectsValues(const ProjectValues &first, const ProjectValues &second)
{
    const std::array projects{&first, &second};
    const host::ProjectDifference difference = host::differenceOf({comparedOf(first), comparedOf(second)});
    widgets::ProjectsValues values{.names = namesOf(first, second),
                                   .notComparable = sentencesOf(difference.notComparable[1]),
                                   .latency = difference.latency ? mergedFront(projects, *difference.latency)
                                                                 : besideEachOther(projects, &Fronts::latency),
                                   .energy = difference.energy ? mergedFront(projects, *difference.energy)
                                                               : besideEachOther(projects, &Fronts::energy),
                                   .settings = {}};
    for (const host::SettingRow &setting : difference.settings)
        values.settings.push_back(settingOf({setting.name, setting.values[0], setting.values[1]}));
    return values;
}

QString sentenceOf(const host::PartDifference &part)
{
    const QString here = QString::fromStdString(part.here);
    const QString there =
        part.here == part.there ? Text::tr("another %1").arg(here) : QString::fromStdString(part.there);
    const QString text = Text::tr("B is about the %1 %2, A about %3: %4.").arg(partName(part.part), there, here);
    if (!part.concernsCosts())
        return text.arg(Text::tr("accuracies cannot be compared"));
    return text.arg(part.concernsAccuracies() ? Text::tr("neither accuracies nor costs can be compared")
                                              : Text::tr("costs cannot be compared"));
}

} // namespace odimo::explorer
