// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/cost/timeline_json.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <limits>

namespace odimo::mapping {

namespace {

// Trace Event Format (docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU): complete events "X"
// with name, cat, ts, dur, pid and tid, metadata events "M" with the name in their arguments.

constexpr int process = 1;
constexpr int stepsRow = 1;
constexpr int firstLaneRow = 2;

/// Microseconds. Perfetto counts nanoseconds, which older versions get by multiplying and cutting off: what is half a
/// unit of a double too small would be a nanosecond less there, and spans that overlap by one are dropped.
double microseconds(double nanoseconds)
{
    const double value = nanoseconds / 1000;
    return value * 1000 < nanoseconds ? std::nextafter(value, std::numeric_limits<double>::infinity()) : value;
}

class Trace {
public:
    explicit Trace(double clock_Hz) : m_ns_perCycle(1e9 / clock_Hz) {}

    void name(const char *what, int row, const std::string &name)
    {
        m_events.push_back({{"name", what}, {"ph", "M"}, {"pid", process}, {"tid", row}, {"args", {{"name", name}}}});
    }

    void sort(int row)
    {
        m_events.push_back({{"name", "thread_sort_index"},
                            {"ph", "M"},
                            {"pid", process},
                            {"tid", row},
                            {"args", {{"sort_index", row}}}});
    }

    /// Rounds the ends, not the length, so that spans that touch still do.
    void span(int row, const std::string &name, const char *category, double begin_cycles, double end_cycles,
              Json arguments)
    {
        const double begin_ns = std::round(begin_cycles * m_ns_perCycle);
        const double end_ns = std::round(end_cycles * m_ns_perCycle);
        arguments["cycles"] = end_cycles - begin_cycles;
        m_events.push_back({{"name", name},
                            {"cat", category},
                            {"ph", "X"},
                            {"ts", microseconds(begin_ns)},
                            {"dur", microseconds(end_ns - begin_ns)},
                            {"pid", process},
                            {"tid", row},
                            {"args", std::move(arguments)}});
    }

    Json take() { return std::move(m_events); }

private:
    double m_ns_perCycle;
    Json m_events = Json::array();
};

std::string unitsText(const Timeline &timeline, const std::vector<int> &units)
{
    std::string text;
    for (const Lane &lane : timeline.lanes)
        for (const int unit : units)
            if (lane.unit == unit)
                text += (text.empty() ? "" : "+") + lane.name;
    return text;
}

Json energyToJson(const Timeline &timeline, const TimelineStep &step)
{
    Json parts = Json::object();
    for (const PowerPhase &phase : step.energy)
        parts[unitsText(timeline, phase.units)] = phase.energy_uJ;
    if (step.conversion_energy_uJ)
        parts["conversions"] = *step.conversion_energy_uJ;
    return parts;
}

Json bottleneckToJson(const Timeline &timeline, const TimelineStep &step)
{
    return step.bottleneck ? Json(timeline.lanes[*step.bottleneck].name) : Json(nullptr);
}

} // namespace

Json useToJson(const Timeline &timeline)
{
    Json lanes = Json::array(), layers = Json::array();
    for (std::size_t lane = 0; lane < timeline.lanes.size(); ++lane)
        lanes.push_back({{"name", timeline.lanes[lane].name},
                         {"busy_cycles", timeline.busy_cycles(lane)},
                         {"idle_share", timeline.idleShare(lane)}});
    for (const TimelineStep &step : timeline.steps) {
        Json idle = Json::object();
        for (std::size_t lane = 0; lane < timeline.lanes.size(); ++lane)
            if (timeline.lanes[lane].unit)
                idle[timeline.lanes[lane].name] = step.idle_cycles(lane);
        layers.push_back({{"name", step.name},
                          {"bottleneck", bottleneckToJson(timeline, step)},
                          {"idle_cycles", idle},
                          {"energy_uJ", energyToJson(timeline, step)}});
    }
    return {{"summary", summaryOf(timeline)}, {"lanes", lanes}, {"layers", layers}};
}

Json traceToJson(const Timeline &timeline, const std::string &title)
{
    Trace trace(timeline.clock_Hz);
    trace.name("process_name", 0, title);
    trace.name("thread_name", stepsRow, "steps");
    trace.sort(stepsRow);
    for (const TimelineStep &step : timeline.steps) {
        Json arguments = {{"bottleneck", bottleneckToJson(timeline, step)}};
        if (!step.energy.empty())
            arguments["energy_uJ"] = step.energy_uJ();
        trace.span(stepsRow, step.name, step.isLayer ? "layer" : "step", step.begin_cycles, step.end_cycles,
                   std::move(arguments));
    }
    for (std::size_t lane = 0; lane < timeline.lanes.size(); ++lane) {
        const int row = firstLaneRow + static_cast<int>(lane);
        trace.name("thread_name", row, timeline.lanes[lane].name);
        trace.sort(row);
        for (const TimeSpan &span : timeline.lanes[lane].spans) {
            if (span.activity == Activity::Idle)
                continue;
            const std::string &step = timeline.steps[span.step].name;
            Json arguments = {{"step", step}};
            if (span.index)
                arguments["index"] = *span.index;
            trace.span(row, span.what.empty() ? step : span.what, nameOf(span.activity), span.begin_cycles,
                       span.end_cycles, std::move(arguments));
        }
    }
    return {{"traceEvents", trace.take()},
            {"displayTimeUnit", "ns"},
            {"otherData", {{"title", title}, {"summary", summaryOf(timeline)}, {"clock_Hz", timeline.clock_Hz}}}};
}

} // namespace odimo::mapping
