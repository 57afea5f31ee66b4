// SPDX-License-Identifier: Apache-2.0
#include "app/cli/front_table.h"

#include "app/cli/cost_figures.h"
#include "app/cli/run_text.h"

#include <algorithm>
#include <iterator>

namespace odimo::cli {

namespace {

/// Columns that suit the costliest point.
CostColumns columnsFor(const host::Front &front)
{
    double latency_cycles = 0;
    double latency_ms = 0;
    double energy_uJ = 0;
    for (const host::FrontEntry &entry : front.points) {
        latency_cycles = std::max(latency_cycles, entry.cost.latency_cycles);
        latency_ms = std::max(latency_ms, entry.cost.latency_ms);
        energy_uJ = std::max(energy_uJ, entry.cost.energy_uJ);
    }
    return {latency_cycles, latency_ms, energy_uJ};
}

Table fullTable(const host::Front &front, const mapping::CostTable &costs)
{
    const CostColumns costColumns = columnsFor(front);
    const double reference = referenceCost(costs).value(front.objective);
    std::vector<Column> columns = {{"run"}, {"mapping", Align::Left}, {"accuracy %"}, {"±"}};
    std::ranges::move(costColumns.columns(), std::back_inserter(columns));
    double bytes = 0;
    for (const host::FrontEntry &entry : front.points)
        bytes = std::max(bytes, entry.weight_bytes);
    const Scale weights = scaleFor(bytes);
    columns.push_back({"weights " + weights.prefix + "B"});
    columns.push_back({"% of " + referenceName(costs.platform)});
    Table table(columns);
    bool dominated = false;
    for (const host::FrontEntry &entry : front.points) {
        if (entry.dominated && !dominated)
            table.separator();
        dominated = entry.dominated;
        std::vector<std::string> cells = {std::to_string(entry.run), titleOf(entry), percent(entry.accuracy),
                                          plusMinus(entry.interval)};
        std::ranges::move(costColumns.cells(entry.cost.latency_cycles, entry.cost.latency_ms, entry.cost.energy_uJ),
                          std::back_inserter(cells));
        cells.push_back(scaled(entry.weight_bytes, weights));
        cells.push_back(percent(entry.cost.value(front.objective) / reference, 1));
        table.row(std::move(cells));
    }
    return table;
}

/// The area as a share of the rectangle from nothing to the reference point, which means the same for every network.
double relativeHypervolume(const host::Front &front)
{
    return front.hypervolume / (front.reference.cost * (1 - front.reference.accuracy));
}

std::string kneeText(const host::Front &front)
{
    return front.knee ? "Knee, the point farthest above the chord between the ends of the front: run " +
                            std::to_string(*front.knee) + "\n"
                      : std::string();
}

} // namespace

Table shortFrontTable(const host::Front &front, const mapping::CostTable &costs, std::size_t rows)
{
    const double reference = referenceCost(costs).value(front.objective);
    const std::string relative =
        "% of " + referenceName(costs.platform) + " " + mapping::objectiveName(front.objective);
    Table table({{"accuracy %"}, {relative}, {"run"}, {"mapping", Align::Left}});
    for (const host::FrontEntry &entry : front.points) {
        if (entry.dominated || rows-- == 0)
            break;
        table.row({percent(entry.accuracy), percent(entry.cost.value(front.objective) / reference, 1),
                   std::to_string(entry.run), titleOf(entry)});
    }
    return table;
}

std::string frontText(const host::Front &front, const project::Setup &setup, const mapping::CostTable &costs,
                      const Terminal &terminal)
{
    const auto best = std::ranges::count(front.points, false, &host::FrontEntry::dominated);
    std::string text = bold(inputsText(setup), terminal) + "\n";
    if (front.points.empty())
        return text + "No mapping has a measured accuracy yet.\n";
    text += std::to_string(best) + " of " + std::to_string(front.points.size()) +
            (front.points.size() == 1 ? " mapping" : " mappings") + " on the front of accuracy against " +
            mapping::objectiveName(front.objective) + "\n\n" + fullTable(front, costs).text(terminal.columns);
    return text + "\nHypervolume " + percent(relativeHypervolume(front), 1) +
           " % of the rectangle up to the reference point (" +
           (front.objective == mapping::Objective::Latency ? withUnit(front.reference.cost, "cycles")
                                                           : withUnit(front.reference.cost * joulePerMicrojoule, "J")) +
           ", " + percent(front.reference.accuracy, 1) + " % accuracy)\n" + kneeText(front);
}

} // namespace odimo::cli
