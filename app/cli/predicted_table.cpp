// SPDX-License-Identifier: Apache-2.0
#include "app/cli/predicted_table.h"

#include "app/cli/cost_figures.h"
#include "app/cli/figures.h"
#include "app/cli/run_text.h"
#include "app/cli/table.h"
#include "core/platform/platform_findings.h"

#include <algorithm>
#include <iterator>

namespace odimo::cli {

namespace {

/// Evenly spread over the list, both ends included.
std::vector<host::PredictedEntry> thinned(const std::vector<host::PredictedEntry> &front, int rows)
{
    const std::size_t wanted = static_cast<std::size_t>(std::max(rows, 2));
    if (front.size() <= wanted)
        return front;
    std::vector<host::PredictedEntry> chosen;
    for (std::size_t i = 0; i < wanted; ++i)
        chosen.push_back(front[i * (front.size() - 1) / (wanted - 1)]);
    return chosen;
}

} // namespace

std::string predictedText(const std::vector<host::PredictedEntry> &front, const project::Project &project,
                          mapping::Objective objective, int rows, const Terminal &terminal)
{
    const project::Setup &setup = project.setup();
    const mapping::CostTable &costs = project.costTable();
    const double reference = referenceCost(costs).value(objective);
    const host::PredictedEntry &last = front.back();
    const CostColumns costColumns(last.cost.latency_cycles, last.cost.latency_ms, last.cost.energy_uJ);
    std::vector<Column> columns = {{"predicted accuracy %"}, {"loss +"}};
    std::ranges::move(costColumns.columns(), std::back_inserter(columns));
    columns.push_back({"% of " + referenceName(costs.platform)});
    Table table(columns);
    for (const host::PredictedEntry &entry : thinned(front, rows)) {
        std::vector<std::string> cells = {percent(entry.accuracy), decimal(entry.point.penalty, 4)};
        std::ranges::move(costColumns.cells(entry.cost.latency_cycles, entry.cost.latency_ms, entry.cost.energy_uJ),
                          std::back_inserter(cells));
        cells.push_back(percent(entry.cost.value(objective) / reference, 1));
        table.row(std::move(cells));
    }
    return bold(inputsText(setup), terminal) + "\n" + std::to_string(front.size()) +
           (front.size() == 1 ? " mapping is" : " mappings are") + " predicted to be Pareto-optimal in accuracy and " +
           mapping::objectiveName(objective) +
           (platform::changesOperators(costs.platform)
                ? "; accuracies are rough predictions for validation images, as units change more of a channel than "
                  "its format: only "
                  "measured mappings tell\n\n"
                : "; accuracies are predictions for validation images, calibrated by what was measured\n\n") +
           table.text(terminal.columns);
}

} // namespace odimo::cli
