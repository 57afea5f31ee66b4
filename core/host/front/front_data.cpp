// SPDX-License-Identifier: Apache-2.0
#include "core/host/front/front_data.h"

#include "core/project/run_title.h"

#include <algorithm>
#include <iterator>

namespace odimo::host {

namespace {

double valueOf(const FrontEntry &entry, FrontQuantity quantity)
{
    switch (quantity) {
    case FrontQuantity::Kilocycles:
        return entry.cost.latency_cycles / 1000;
    case FrontQuantity::Milliseconds:
        return entry.cost.latency_ms;
    case FrontQuantity::Microjoules:
        return entry.cost.energy_uJ;
    case FrontQuantity::Kilobytes:
        return entry.weight_bytes / 1000;
    }
    return 0;
}

const char *labelOf(FrontQuantity quantity)
{
    switch (quantity) {
    case FrontQuantity::Kilocycles:
        return "Latency (kcycles)";
    case FrontQuantity::Milliseconds:
        return "Latency (ms)";
    case FrontQuantity::Microjoules:
        return "Energy (µJ)";
    case FrontQuantity::Kilobytes:
        return "Weights (kB)";
    }
    return "";
}

bool isObjectiveOf(const Front &front, FrontQuantity quantity)
{
    if (front.objective == mapping::Objective::Energy)
        return quantity == FrontQuantity::Microjoules;
    return quantity == FrontQuantity::Kilocycles || quantity == FrontQuantity::Milliseconds;
}

std::string nameOf(const FrontEntry &entry)
{
    if (!entry.name.empty())
        return entry.name;
    return project::titleOf(entry.strength, entry.baseline, entry.engine);
}

} // namespace

std::string roleOf(const FrontEntry &entry, const Front &front)
{
    if (entry.dominated)
        return "dominated";
    return entry.run == front.knee ? "front, knee" : "front";
}

std::vector<TableColumn> accuracyColumns()
{
    return {{"accuracy", "Accuracy (%)", 2, 100},
            {"accuracy_low"},
            {"accuracy_high"},
            {"accuracy_half_interval", "±", 2, 100}};
}

std::vector<TableColumn> costColumns()
{
    return {{"latency_cycles", "Latency (kcycles)", 2, 0.001}, {"latency_ms"}, {"energy_uJ", "Energy (µJ)", 2}};
}

DataTable frontTable(const Front &front)
{
    DataTable table{.columns = {{"run", "Run"}, {"mapping", "Mapping"}, {"strength"}}, .rows = {}};
    std::ranges::copy(accuracyColumns(), std::back_inserter(table.columns));
    std::ranges::copy(costColumns(), std::back_inserter(table.columns));
    for (const TableColumn &column : std::initializer_list<TableColumn>{
             {"weight_bytes", "Weights (kB)", 1, 0.001}, {"measured_after"}, {"role", "Role"}})
        table.columns.push_back(column);
    for (const FrontEntry &entry : front.points)
        table.rows.push_back({entry.run, nameOf(entry), cellOf(entry.strength), entry.accuracy, entry.interval.low,
                              entry.interval.high, (entry.interval.high - entry.interval.low) / 2,
                              entry.cost.latency_cycles, entry.cost.latency_ms, entry.cost.energy_uJ,
                              entry.weight_bytes, entry.phase, roleOf(entry, front)});
    return table;
}

PgfAxis frontAxis(const Front &front, FrontQuantity quantity)
{
    const bool isStep = isObjectiveOf(front, quantity);
    PgfSeries best{.name = isStep ? "Front" : "Not dominated",
                   .style = std::string(isStep ? "const plot" : "only marks") + ", thick, black, mark=*",
                   .points = {}};
    PgfSeries baselines{.name = "Baselines", .style = "only marks, odimogreen, mark=square*", .points = {}};
    PgfSeries dominated{.name = "Dominated", .style = "only marks, gray, mark=o", .points = {}};
    for (const FrontEntry &entry : front.points) {
        const PgfPoint point{.x = valueOf(entry, quantity),
                             .y = 100 * entry.accuracy,
                             .below = 100 * (entry.accuracy - entry.interval.low),
                             .above = 100 * (entry.interval.high - entry.accuracy)};
        if (!entry.dominated)
            best.points.push_back(point);
        if (!entry.baseline.empty()) // Of a baseline on the front both marks stand there.
            baselines.points.push_back({.x = point.x, .y = point.y});
        else if (entry.dominated)
            dominated.points.push_back(point);
    }
    return {.xLabel = labelOf(quantity), .yLabel = "Accuracy (%)", .series = {best, dominated, baselines}};
}

std::vector<std::int64_t> runsOn(const Front &front)
{
    std::vector<std::int64_t> runs;
    for (const FrontEntry &entry : front.points)
        if (!entry.dominated)
            runs.push_back(entry.run);
    return runs;
}

} // namespace odimo::host
