// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/cost/timeline.h"

#include "core/base/number_text.h"
#include "core/mapping/cost/unit_times.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace odimo::mapping {

namespace {

constexpr const char *conversionsName = "conversions";

void addSpan(Lane &lane, std::size_t step, double begin_cycles, double cycles, Activity activity)
{
    if (cycles > 0)
        lane.spans.push_back({step, begin_cycles, begin_cycles + cycles, activity});
}

/// The spans of a unit with the time between them, which steps with spans and without them have.
std::vector<TimeSpan> withIdleTime(const std::vector<TimeSpan> &work, const std::vector<TimelineStep> &steps)
{
    std::vector<TimeSpan> all;
    auto next = work.begin();
    for (std::size_t step = 0; step < steps.size(); ++step) {
        double now = steps[step].begin_cycles;
        const auto idleUntil = [&](double until) {
            if (until > now)
                all.push_back({step, now, until, Activity::Idle});
        };
        for (; next != work.end() && next->step == step; ++next) {
            idleUntil(next->begin_cycles);
            all.push_back(*next);
            now = next->end_cycles;
        }
        idleUntil(steps[step].end_cycles);
    }
    return all;
}

/// The index of the largest value, the first of equals; absent if none is above 0.
std::optional<std::size_t> largest(const std::vector<double> &values)
{
    const auto found = std::ranges::max_element(values);
    if (found == values.end() || *found <= 0)
        return std::nullopt;
    return static_cast<std::size_t>(found - values.begin());
}

TimelineStep stepOf(const LayerTable &table, const LayerCost &cost, double begin_cycles, double end_cycles,
                    const platform::Platform &platform)
{
    TimelineStep step{.name = table.layer.geometry.name,
                      .begin_cycles = begin_cycles,
                      .end_cycles = end_cycles,
                      .energy = powerPhases(platform, cost.cycles)};
    for (const std::optional<double> &cycles : cost.cycles)
        step.lanes.push_back({.refused = !cycles});
    if (table.tensors) {
        step.lanes.emplace_back();
        step.conversion_energy_uJ = cost.conversion_cycles * table.tensors->energy_uJ_perCycle;
    }
    return step;
}

} // namespace

const char *nameOf(Activity activity)
{
    switch (activity) {
    case Activity::Compute:
        return "compute";
    case Activity::Move:
        return "move";
    case Activity::Convert:
        return "convert";
    case Activity::Idle:
        return "idle";
    }
    return "";
}

double TimelineStep::energy_uJ() const
{
    return std::transform_reduce(energy.begin(), energy.end(), conversion_energy_uJ.value_or(0), std::plus(),
                                 [](const PowerPhase &phase) { return phase.energy_uJ; });
}

double Timeline::busy_cycles(std::size_t lane) const
{
    return std::transform_reduce(steps.begin(), steps.end(), 0.0, std::plus(),
                                 [&](const TimelineStep &step) { return step.lanes[lane].busy_cycles; });
}

double Timeline::idleShare(std::size_t lane) const
{
    return cycles > 0 ? std::max(0.0, 1 - busy_cycles(lane) / cycles) : 0;
}

Timeline timelineOf(const CostTable &table, const Mapping &mapping)
{
    const MappingCost cost = costOf(table, mapping);
    const platform::Platform &platform = table.platform;
    const int units = static_cast<int>(platform.units.size());
    Timeline timeline{.clock_Hz = platform.clock_Hz, .cycles = cost.latency_cycles};
    for (int unit = 0; unit < units; ++unit)
        timeline.lanes.push_back({.name = platform.units[static_cast<std::size_t>(unit)].name, .unit = unit});
    if (platform.layout)
        timeline.lanes.push_back({.name = conversionsName});
    double now = 0;
    for (std::size_t i = 0; i < table.layers.size(); ++i) {
        const LayerTable &layer = table.layers[i];
        const LayerCost &layerCost = cost.layers[i];
        const double behind =
            layer.tensors ? conversionBehind(*layer.tensors, channelsPerUnit(mapping.layers[i], units)) : 0;
        const double start = now + layerCost.conversion_cycles - behind, end = now + layerCost.latency_cycles;
        if (layer.tensors)
            addSpan(timeline.lanes.back(), i, now, layerCost.conversion_cycles - behind, Activity::Convert);
        const std::vector<UnitTime> times = unitTimes(platform, layerCost.cycles);
        for (std::size_t unit = 0; unit < times.size(); ++unit)
            addSpan(timeline.lanes[unit], i, start + times[unit].begin_cycles, layerCost.cycles[unit].value_or(0),
                    Activity::Compute);
        if (layer.tensors)
            addSpan(timeline.lanes.back(), i, end - behind, behind, Activity::Convert);
        timeline.steps.push_back(stepOf(layer, layerCost, now, end, platform));
        now = end;
    }
    return completed(std::move(timeline));
}

Timeline completed(Timeline timeline)
{
    for (TimelineStep &step : timeline.steps)
        step.lanes.resize(timeline.lanes.size());
    for (std::size_t lane = 0; lane < timeline.lanes.size(); ++lane) {
        for (const TimeSpan &span : timeline.lanes[lane].spans)
            timeline.steps[span.step].lanes[lane].busy_cycles += span.cycles();
        if (timeline.lanes[lane].unit)
            timeline.lanes[lane].spans = withIdleTime(timeline.lanes[lane].spans, timeline.steps);
    }
    for (TimelineStep &step : timeline.steps) {
        std::vector<double> busy;
        for (const LaneUse &use : step.lanes)
            busy.push_back(use.busy_cycles);
        step.bottleneck = largest(busy);
    }
    return timeline;
}

bool isConversions(const Lane &lane) { return !lane.unit && lane.name == conversionsName; }

LaneSummary laneSummary(const Timeline &timeline)
{
    std::vector<double> idle, bottlenecks;
    for (std::size_t lane = 0; lane < timeline.lanes.size(); ++lane) {
        idle.push_back(timeline.lanes[lane].unit ? timeline.idleShare(lane) : 0);
        bottlenecks.push_back(
            static_cast<double>(std::ranges::count(timeline.steps, std::optional(lane), &TimelineStep::bottleneck)));
    }
    LaneSummary summary{.mostIdle = largest(idle),
                        .bottleneck = largest(bottlenecks),
                        .steps = static_cast<int>(timeline.steps.size()),
                        .areLayers = std::ranges::all_of(timeline.steps, &TimelineStep::isLayer)};
    if (summary.mostIdle)
        summary.idleShare = idle[*summary.mostIdle];
    if (summary.bottleneck)
        summary.bottleneckSteps = static_cast<int>(bottlenecks[*summary.bottleneck]);
    return summary;
}

std::string summaryOf(const Timeline &timeline)
{
    const LaneSummary summary = laneSummary(timeline);
    if (!summary.bottleneck)
        return "nothing runs";
    std::string text = "no unit is ever idle";
    if (summary.mostIdle)
        text = timeline.lanes[*summary.mostIdle].name + " idle " + decimalText(100 * summary.idleShare, 0) + " %";
    const Lane &bottleneck = timeline.lanes[*summary.bottleneck];
    return text + ", " + bottleneck.name + (isConversions(bottleneck) ? " are" : " is") + " the bottleneck in " +
           std::to_string(summary.bottleneckSteps) + " of " + std::to_string(summary.steps) +
           (summary.areLayers ? " layers" : " steps");
}

} // namespace odimo::mapping
