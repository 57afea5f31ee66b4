// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/replay/replay_presentation.h"

#include "app/explorer/project/presentation.h"
#include "core/host/front/history.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace odimo::explorer {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(odimo::explorer::Replay)
};

constexpr const char *searchEngine = "odimo";

QString titleOf(const ProjectValues &project, const project::Run &run)
{
    return widgets::runTitle(run.id, runName(project, run));
}

const std::vector<protocol::EpochFinished> &epochsOf(const ProjectValues &project, std::int64_t run)
{
    static const std::vector<protocol::EpochFinished> none;
    const auto found = project.epochs.find(run);
    return found == project.epochs.end() ? none : found->second;
}

bool hasMovedChannels(const ProjectValues &project, const project::Run &run)
{
    return std::ranges::any_of(epochsOf(project, run.id),
                               [](const protocol::EpochFinished &epoch) { return !epoch.splits.empty(); });
}

bool hasSearchEpochs(const ProjectValues &project, const project::Run &run)
{
    return std::ranges::any_of(epochsOf(project, run.id),
                               [](const protocol::EpochFinished &epoch) { return epoch.phase == "search"; });
}

bool isInWork(const project::Run &run)
{
    return run.status == project::RunStatus::Running || run.status == project::RunStatus::Paused ||
           run.status == project::RunStatus::Queued;
}

QString percentText(double share) { return Text::tr("%1 %").arg(QLocale().toString(100 * share, 'f', 1)); }

QString referenceName(const ProjectValues &project)
{
    const platform::Platform &platform = project.costs.platform;
    const auto unit = static_cast<std::size_t>(platform.referenceUnit());
    return QStringLiteral("all-") + QString::fromStdString(platform.units[unit].name);
}

/// "After 4 s"; the first moment may be over before a second has passed.
QString elapsedText(double seconds)
{
    return std::lround(seconds) < 1 ? Text::tr("At the start")
                                    : Text::tr("After %1").arg(widgets::durationText(seconds));
}

widgets::ReplayMoment momentOf(const ProjectValues &project, const host::SearchStep &step)
{
    widgets::ReplayMoment moment;
    moment.label =
        step.isFound ? Text::tr("Mapping found") : Text::tr("Epoch %1 of %2").arg(step.epoch).arg(step.epochs);
    moment.caption = Text::tr("%1: %2 on the validation images, %3 (%4 of %5), %6")
                         .arg(elapsedText(step.seconds), widgets::accuracyText(step.accuracy),
                              widgets::kilocyclesText(step.cost.latency_cycles),
                              percentText(step.cost.latency_cycles / project.reference.latency_cycles),
                              referenceName(project), widgets::microjoulesText(step.cost.energy_uJ));
    moment.share.assign(project.costs.platform.units.size(), 0);
    double all = 0;
    for (const mapping::LayerCounts &layer : step.splits)
        for (std::size_t unit = 0; unit < layer.channels.size(); ++unit) {
            moment.share[unit] += layer.channels[unit];
            all += layer.channels[unit];
        }
    for (double &share : moment.share)
        share /= std::max(all, 1.0);
    return moment;
}

bool isSearch(const project::Run &run) { return run.kind == project::RunKind::Search && run.engine == searchEngine; }

} // namespace

const project::Run *replayedRun(const ProjectValues &project, std::int64_t selected, std::int64_t shown)
{
    const project::Run *const chosen = project.find(selected);
    if (chosen && (hasMovedChannels(project, *chosen) || (isSearch(*chosen) && isInWork(*chosen) && !chosen->mapping)))
        return chosen;
    const project::Run *const before = project.find(shown);
    if (before && isInWork(*before) && hasMovedChannels(project, *before))
        return before;
    const auto latest = std::find_if(project.runs.rbegin(), project.runs.rend(),
                                     [&](const project::Run &run) { return hasMovedChannels(project, run); });
    return latest == project.runs.rend() ? chosen : &*latest;
}

bool hasMovedChannels(const ProjectValues &project)
{
    return std::ranges::any_of(project.runs, [&](const project::Run &run) { return hasMovedChannels(project, run); });
}

std::optional<widgets::ReplayValues> channelsReplay(const ProjectValues &project, const project::Run &run,
                                                    std::int64_t selected, bool isWorking)
{
    const std::vector<host::SearchStep> steps = host::searchSteps(run, epochsOf(project, run.id), project.costs);
    if (steps.empty())
        return std::nullopt;
    widgets::ReplayValues values;
    values.title = titleOf(project, run);
    values.ribbonTitle = Text::tr("All channels of the network by unit, from epoch to epoch");
    values.isLive = isWorking && isInWork(run) && !run.mapping;
    if (selected != run.id && project.find(selected))
        values.note = Text::tr("Run %1, which is selected, moved no channels").arg(selected);
    widgets::ChannelsReplay channels;
    for (const platform::ComputeUnit &unit : project.costs.platform.units)
        channels.units << QString::fromStdString(unit.name);
    for (const mapping::LayerCounts &layer : steps.front().splits)
        channels.layers << QString::fromStdString(layer.layer);
    for (const host::SearchStep &step : steps) {
        values.moments.push_back(momentOf(project, step));
        std::vector<QList<int>> layers;
        for (const mapping::LayerCounts &layer : step.splits)
            layers.emplace_back(layer.channels.begin(), layer.channels.end());
        channels.channels.push_back(std::move(layers));
    }
    values.subject = std::move(channels);
    return values;
}

ReplayObstacle obstacleToChannels(const ProjectValues &project, const project::Run *run)
{
    const QString remedy =
        Text::tr("Channels move while a search with the engine \"odimo\" trains, which the setup offers. "
                 "The growth of the front can be replayed in any case.");
    if (!run)
        return {Text::tr("No search has moved channels yet"), remedy};
    const QString title = titleOf(project, *run);
    if (run->kind == project::RunKind::Warmup)
        return {Text::tr("%1 moves no channels").arg(title),
                Text::tr("The warm-up trains the network before it is mapped. %1").arg(remedy)};
    if (!isSearch(*run))
        return {Text::tr("%1 moved no channels while it trained").arg(title),
                Text::tr("Its mapping was chosen before and kept. %1").arg(remedy)};
    if (hasSearchEpochs(project, *run))
        return {Text::tr("How %1 moved channels is not known").arg(title),
                Text::tr("It was searched by an earlier version of the program, which kept the curves but not the "
                         "splits of each epoch.")};
    if (isInWork(*run))
        return {Text::tr("%1 has not ended an epoch of its search yet").arg(title),
                Text::tr("The bars appear with the first epoch and move with each further one.")};
    return {Text::tr("%1 ended before the first epoch of its search").arg(title), remedy};
}

std::optional<widgets::ReplayValues> frontReplay(const ProjectValues &project, mapping::Objective objective,
                                                 bool isWorking)
{
    const std::vector<host::GrowthStep> steps = host::growthOf(project.fronts.on(objective), project.runs);
    if (steps.empty())
        return std::nullopt;
    widgets::ReplayValues values;
    values.title = Text::tr("Growth of the front");
    const double most = steps.back().share;
    values.ribbonTitle = Text::tr("Hypervolume, up to %1").arg(percentText(most));
    values.isLive = isWorking;
    widgets::FrontReplay shown;
    shown.costTitle = widgets::axisTitle(widgets::axisOf(objective));
    std::unordered_map<std::int64_t, const project::Run *> runs;
    for (const project::Run &run : project.runs)
        runs[run.id] = &run;
    for (const host::GrowthStep &step : steps) {
        const project::Run *run = runs[step.run]; // Steps are made of these runs.
        const double cost = step.entry.cost.value(objective);
        widgets::ReplayPoint point{.cost = widgets::onAxis(cost, objective), .accuracy = step.entry.accuracy};
        point.name = titleOf(project, *run);
        point.isBaseline = !step.entry.baseline.empty();
        point.isUntrained = isUntrained(*run);
        const auto mappings = static_cast<qlonglong>(step.frontPoints);
        const QString place = !step.isOnFront ? Text::tr("behind the front, mappings on it: %1").arg(mappings)
                              : mappings == 1 ? Text::tr("alone on the front")
                                              : Text::tr("on the front of %1 mappings").arg(mappings);
        values.moments.push_back(
            {.label = point.name,
             .caption = Text::tr("%1: %2 at %3, %4, hypervolume %5")
                            .arg(elapsedText(step.seconds), widgets::accuracyText(point.accuracy),
                                 widgets::costText(cost, objective), place, percentText(step.share)),
             .share = {most > 0 ? step.share / most : 0}});
        shown.points.push_back(std::move(point));
    }
    values.subject = std::move(shown);
    return values;
}

ReplayObstacle obstacleToFront()
{
    return {Text::tr("No mapping has been measured yet"),
            Text::tr("The front grows here, mapping by mapping, in the order in which they are measured.")};
}

} // namespace odimo::explorer
