// SPDX-License-Identifier: Apache-2.0
#include "app/cli/history_table.h"

#include "app/cli/cost_figures.h"
#include "app/cli/run_text.h"

#include <algorithm>

namespace odimo::cli {

namespace {

/// The largest values of the steps, which the columns are scaled for.
template <typename Step, typename CostOf>
CostColumns columnsFor(const std::vector<Step> &steps, CostOf costOf)
{
    mapping::Cost largest;
    for (const Step &step : steps) {
        const mapping::Cost &cost = costOf(step);
        largest.latency_cycles = std::max(largest.latency_cycles, cost.latency_cycles);
        largest.latency_ms = std::max(largest.latency_ms, cost.latency_ms);
        largest.energy_uJ = std::max(largest.energy_uJ, cost.energy_uJ);
    }
    return {largest.latency_cycles, largest.latency_ms, largest.energy_uJ};
}

void append(std::vector<std::string> &cells, std::vector<std::string> more)
{
    cells.insert(cells.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

std::vector<int> channelsOfNetwork(const mapping::ChannelCounts &splits, std::size_t units)
{
    std::vector<int> sums(units, 0);
    for (const mapping::LayerCounts &layer : splits)
        for (std::size_t unit = 0; unit < units; ++unit)
            sums[unit] += layer.channels[unit];
    return sums;
}

} // namespace

std::string searchText(const std::vector<host::SearchStep> &steps, const mapping::CostTable &table)
{
    const CostColumns costs = columnsFor(steps, [](const host::SearchStep &step) { return step.cost; });
    const mapping::MappingCost reference = referenceCost(table);
    const std::vector<platform::ComputeUnit> &units = table.platform.units;
    std::vector<Column> columns{{"epoch", Align::Right}, {"s"}, {"validation %"}};
    for (const platform::ComputeUnit &unit : units)
        columns.push_back({unit.name, Align::Right});
    for (const Column &column : costs.columns())
        columns.push_back(column);
    columns.push_back({"% of " + referenceName(table.platform)});
    Table rows(std::move(columns));
    for (const host::SearchStep &step : steps) {
        if (step.isFound)
            rows.separator();
        std::vector<std::string> cells{step.isFound ? "found"
                                                    : std::to_string(step.epoch) + "/" + std::to_string(step.epochs),
                                       decimal(step.seconds, 1), percent(step.accuracy)};
        for (const int channels : channelsOfNetwork(step.splits, units.size()))
            cells.push_back(std::to_string(channels));
        append(cells, costs.cells(step.cost.latency_cycles, step.cost.latency_ms, step.cost.energy_uJ));
        cells.push_back(percent(step.cost.latency_cycles / reference.latency_cycles, 1));
        rows.row(std::move(cells));
    }
    return rows.text();
}

std::string growthText(const std::vector<host::GrowthStep> &steps)
{
    const CostColumns costs = columnsFor(steps, [](const host::GrowthStep &step) { return step.entry.cost; });
    std::vector<Column> columns{{"run"}, {"mapping", Align::Left}, {"after", Align::Right}, {"accuracy %"}};
    for (const Column &column : costs.columns())
        columns.push_back(column);
    for (const char *title : {"on the front", "points", "hypervolume %"})
        columns.push_back({title, Align::Right});
    Table rows(std::move(columns));
    for (const host::GrowthStep &step : steps) {
        std::vector<std::string> cells{std::to_string(step.run), titleOf(step.entry), duration(step.seconds),
                                       percent(step.entry.accuracy)};
        append(cells,
               costs.cells(step.entry.cost.latency_cycles, step.entry.cost.latency_ms, step.entry.cost.energy_uJ));
        append(cells, {step.isOnFront ? "yes" : "no", std::to_string(step.frontPoints), percent(step.share)});
        rows.row(std::move(cells));
    }
    return rows.text();
}

} // namespace odimo::cli
