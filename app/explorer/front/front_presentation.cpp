// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/front/front_presentation.h"

#include "app/explorer/project/presentation.h"
#include "core/host/front/history.h"
#include "core/host/front/seed_spread.h"
#include "core/mapping/cost/weight_size.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>
#include <tuple>
#include <unordered_map>

namespace odimo::explorer {

namespace {

using widgets::FrontMarker;
using widgets::GhostMarker;
using widgets::TailPoint;
using RunsById = std::unordered_map<std::int64_t, const project::Run *>;

struct Text {
    Q_DECLARE_TR_FUNCTIONS(odimo::explorer::FrontPresentation)
};

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

void setCost(widgets::PointCost &point, const mapping::Cost &cost, double weight_bytes)
{
    point.latency_cycles = cost.latency_cycles;
    point.latency_ms = cost.latency_ms;
    point.energy_uJ = cost.energy_uJ;
    point.weight_bytes = weight_bytes;
}

const protocol::EpochFinished *lastSearchEpoch(const ProjectValues &project, std::int64_t run)
{
    const auto found = project.epochs.find(run);
    if (found == project.epochs.end())
        return nullptr;
    const auto last = std::find_if(found->second.rbegin(), found->second.rend(),
                                   [](const protocol::EpochFinished &epoch) { return epoch.phase == "search"; });
    return last == found->second.rend() ? nullptr : &*last;
}

/// What the search weighed last, in the cost that it was after.
std::optional<TailPoint> softPoint(const ProjectValues &project, const project::Run &run)
{
    const protocol::EpochFinished *epoch = lastSearchEpoch(project, run.id);
    if (!epoch)
        return std::nullopt;
    TailPoint soft{.accuracy = epoch->validationAccuracy};
    const double cost = run.cost.value(run.objective);
    if (epoch->relaxedCost > 0 && cost > 0)
        (run.objective == mapping::Objective::Latency ? soft.latencyFactor : soft.energyFactor) =
            epoch->relaxedCost * project.reference.value(run.objective) / cost;
    return soft;
}

/// The discrete mapping before it was fine-tuned: the test set where it was measured on it, else the validation set.
std::optional<TailPoint> hardPoint(const project::Run &run)
{
    std::optional<TailPoint> hard;
    for (const project::Measurement &each : run.measurements)
        if ((each.phase == "search" && each.split == "validation") || (each.phase == "preview" && each.split == "test"))
            hard = TailPoint{.accuracy = each.accuracy()};
    return hard;
}

/// `run`: null if the front is newer than the runs.
FrontMarker markerOf(const ProjectValues &project, const host::FrontEntry &entry, const project::Run *run)
{
    FrontMarker marker;
    setCost(marker, entry.cost, entry.weight_bytes);
    marker.run = entry.run;
    marker.name = run ? runName(project, *run) : QString::fromStdString(entry.baseline);
    marker.isBaseline = !entry.baseline.empty();
    marker.isUntrained = run && isUntrained(*run);
    marker.accuracy = entry.accuracy;
    marker.interval = entry.interval;
    marker.strength = entry.strength;
    if (run && !marker.isUntrained) {
        marker.soft = softPoint(project, *run);
        marker.hard = hardPoint(*run);
    }
    return marker;
}

std::optional<double> predictedAccuracy(const ProjectValues &project, const mapping::Mapping &mapping)
{
    return project.fronts.prediction ? std::optional(project.fronts.prediction->accuracyOf(mapping)) : std::nullopt;
}

/// Absent if nothing is known of what it costs.
std::optional<GhostMarker> ghostOf(const ProjectValues &project, const project::Run &run)
{
    GhostMarker ghost;
    ghost.run = run.id;
    ghost.name = runName(project, run);
    ghost.isBaseline = run.kind == project::RunKind::Baseline;
    if (run.mapping) {
        setCost(ghost, run.cost, mapping::weightBytes(project.costs, *run.mapping));
        ghost.accuracy = predictedAccuracy(project, *run.mapping);
    }
    const protocol::EpochFinished *epoch = lastSearchEpoch(project, run.id);
    if (!run.mapping && epoch && epoch->relaxedCost > 0) {
        setCost(ghost, {.latency_cycles = unknown, .latency_ms = unknown, .energy_uJ = unknown}, unknown);
        if (run.objective == mapping::Objective::Latency) {
            ghost.latency_cycles = epoch->relaxedCost * project.reference.latency_cycles;
            ghost.latency_ms = epoch->relaxedCost * project.reference.latency_ms;
        } else {
            ghost.energy_uJ = epoch->relaxedCost * project.reference.energy_uJ;
        }
    }
    if (!ghost.accuracy && epoch)
        ghost.accuracy = epoch->validationAccuracy;
    return run.mapping || (epoch && epoch->relaxedCost > 0) ? std::optional(ghost) : std::nullopt;
}

bool isAwaited(const project::Run &run)
{
    return (run.status == project::RunStatus::Queued || run.status == project::RunStatus::Running ||
            run.status == project::RunStatus::Paused) &&
           !run.test() && !run.sameMappingAs;
}

/// Baselines of one cost are one point with the names of all.
void addBaselines(std::vector<GhostMarker> &ghosts, const ProjectValues &project)
{
    const auto first = static_cast<std::ptrdiff_t>(ghosts.size());
    for (const ComputedBaseline &baseline : project.baselines) {
        const auto isTheRun = [&](const project::Run &run) {
            return run.baseline == baseline.name && (run.test() || isAwaited(run));
        };
        const auto hasMapping = [&](const project::Run &run) {
            return run.mapping == baseline.mapping && run.test();
        };
        if (std::ranges::any_of(project.runs, isTheRun) || std::ranges::any_of(project.runs, hasMapping))
            continue;
        GhostMarker ghost;
        setCost(ghost, baseline.cost, mapping::weightBytes(project.costs, baseline.mapping));
        ghost.name = QString::fromStdString(baseline.name);
        ghost.isBaseline = true;
        ghost.accuracy = predictedAccuracy(project, baseline.mapping);
        const auto same = std::find_if(ghosts.begin() + first, ghosts.end(), [&](const GhostMarker &other) {
            return other.latency_cycles == ghost.latency_cycles && other.energy_uJ == ghost.energy_uJ;
        });
        if (same == ghosts.end())
            ghosts.push_back(ghost);
        else
            same->name += QStringLiteral(", ") + ghost.name;
    }
}

std::vector<GhostMarker> ghostsOf(const ProjectValues &project)
{
    std::vector<GhostMarker> ghosts;
    for (const project::Run &run : project.runs)
        if (isAwaited(run))
            if (const std::optional<GhostMarker> ghost = ghostOf(project, run))
                ghosts.push_back(*ghost);
    addBaselines(ghosts, project);
    return ghosts;
}

widgets::FrontReference referenceOf(const ProjectValues &project, const std::vector<FrontMarker> &points)
{
    const auto unit = static_cast<std::size_t>(project.costs.platform.referenceUnit());
    widgets::FrontReference reference;
    reference.name = QStringLiteral("all-") + QString::fromStdString(project.costs.platform.units[unit].name);
    setCost(reference, project.reference,
            mapping::weightBytes(project.costs, mapping::referenceMapping(project.costs)));
    const auto measured = std::ranges::find_if(
        points, [&](const FrontMarker &point) { return point.isBaseline && point.name == reference.name; });
    if (measured != points.end())
        reference.accuracy = measured->accuracy;
    return reference;
}

QString spreadText(const host::Spread &spread, QString (*text)(double))
{
    return spread.least == spread.most
               ? text(spread.mean)
               : Text::tr("%1 (%2 to %3)").arg(text(spread.mean), text(spread.least), text(spread.most));
}

/// Of each mapping that was found or trained with several seeds, what all of them came to.
void tellSeeds(std::vector<FrontMarker> &points, const std::vector<project::Run> &runs)
{
    std::unordered_map<std::int64_t, QString> told;
    for (const host::SeedSpread &spread : host::seedSpreads(runs)) {
        const QString text = Text::tr("mean of %1 seeds %2 at %3")
                                 .arg(spread.runs.size())
                                 .arg(spreadText(spread.accuracy, widgets::accuracyText),
                                      spreadText(spread.latency_cycles, widgets::kilocyclesText));
        for (const std::int64_t run : spread.runs)
            told[run] = text;
    }
    for (FrontMarker &point : points)
        if (const auto text = told.find(point.run); text != told.end())
            point.seeds = text->second;
}

/// When a point was measured.
struct Moment {
    std::size_t point = 0; ///< Index.
    double seconds = 0;    ///< Since the first run began.
};

std::vector<Moment> momentsOf(const std::vector<project::Run> &runs, const std::vector<FrontMarker> &points)
{
    std::unordered_map<std::int64_t, std::size_t> places;
    for (std::size_t index = 0; index < points.size(); ++index)
        places[points[index].run] = index;
    std::vector<Moment> moments;
    for (const host::MeasuredRun &measured : host::inOrderOfMeasurement(runs))
        if (const auto place = places.find(measured.run); place != places.end())
            moments.push_back({place->second, measured.seconds});
    return moments;
}

/// What all kinds of cost share.
struct Subject {
    std::vector<FrontMarker> points;
    std::vector<Moment> moments;
    std::vector<GhostMarker> ghosts;
    widgets::FrontReference relativeTo;
};

std::vector<widgets::GrowthStep> growthOf(const Subject &subject, const std::vector<mapping::FrontPoint> &points,
                                          const mapping::ReferencePoint &reference)
{
    std::vector<mapping::FrontPoint> inOrder;
    for (const Moment &moment : subject.moments)
        inOrder.push_back(points[moment.point]);
    const std::vector<double> growth = mapping::hypervolumeGrowth(inOrder, reference);
    const double whole = reference.cost * (1 - reference.accuracy);
    std::vector<widgets::GrowthStep> steps;
    for (std::size_t index = 0; index < inOrder.size(); ++index)
        steps.push_back({.run = inOrder[index].id,
                         .seconds = subject.moments[index].seconds,
                         .share = whole > 0 ? growth[index] / whole : 0});
    return steps;
}

widgets::FrontValues ranked(const Subject &subject, double widgets::PointCost::*cost,
                            const mapping::ReferencePoint &reference)
{
    widgets::FrontValues values{.points = subject.points, .reference = reference};
    values.relativeTo = subject.relativeTo;
    std::ranges::copy_if(subject.ghosts, std::back_inserter(values.ghosts),
                         [cost](const GhostMarker &ghost) { return ghost.*cost > 0; });
    std::vector<mapping::FrontPoint> points;
    mapping::ParetoFront front;
    for (const FrontMarker &marker : values.points) {
        points.push_back({.id = marker.run, .cost = marker.*cost, .accuracy = marker.accuracy});
        front.insert(points.back());
    }
    const std::vector<bool> dominated = mapping::dominatedPoints(points);
    for (std::size_t index = 0; index < points.size(); ++index)
        values.points[index].isDominated = dominated[index];
    std::ranges::stable_sort(values.points, {}, [cost](const FrontMarker &marker) {
        return std::tuple(marker.isDominated, marker.*cost, -marker.accuracy, marker.run);
    });
    values.hypervolume = mapping::hypervolume(front.points(), reference);
    if (const std::optional<std::size_t> knee = mapping::kneeOf(front.points()))
        values.knee = front.points()[*knee].id;
    values.growth = growthOf(subject, points, reference);
    return values;
}

} // namespace

widgets::FrontSet frontSet(const ProjectValues &project)
{
    RunsById runs;
    for (const project::Run &run : project.runs)
        runs[run.id] = &run;
    Subject subject{.points = {}, .moments = {}, .ghosts = ghostsOf(project), .relativeTo = {}};
    for (const host::FrontEntry &entry : project.fronts.latency.points) {
        const auto run = runs.find(entry.run);
        subject.points.push_back(markerOf(project, entry, run == runs.end() ? nullptr : run->second));
    }
    tellSeeds(subject.points, project.runs);
    subject.moments = momentsOf(project.runs, subject.points);
    subject.relativeTo = referenceOf(project, subject.points);
    const host::Front &latency = project.fronts.latency;
    const mapping::ReferencePoint ofSize{.cost = latency.reference.cost / project.reference.latency_cycles *
                                                 subject.relativeTo.weight_bytes,
                                         .accuracy = latency.reference.accuracy};
    return {.latency = ranked(subject, &widgets::PointCost::latency_cycles, latency.reference),
            .energy = ranked(subject, &widgets::PointCost::energy_uJ, project.fronts.energy.reference),
            .size = ranked(subject, &widgets::PointCost::weight_bytes, ofSize)};
}

} // namespace odimo::explorer
