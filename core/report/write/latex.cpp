// SPDX-License-Identifier: Apache-2.0
#include "core/base/pgf_plot.h"
#include "core/base/visible_text.h"
#include "core/host/front/front_data.h"
#include "core/report/write/comments.h"
#include "core/report/write/writers.h"

namespace odimo::report {

namespace {

std::string floating(const std::string &kind, const std::string &body, const std::string &caption)
{
    return "\\begin{" + kind + "}\n\\centering\n" + body + "\\caption{" + latexEscaped(visibleLine(caption)) +
           "}\n\\end{" + kind + "}\n";
}

std::string frontText(const Report &report)
{
    const bool isEnergy = report.front.objective == mapping::Objective::Energy;
    const host::FrontQuantity quantity = isEnergy ? host::FrontQuantity::Microjoules : host::FrontQuantity::Kilocycles;
    const std::string about = report.network + " on " + report.platformTitle + ", " + report.data;
    return floating("figure", pgfPicture({host::frontAxis(report.front, quantity)}),
                    "Accuracy against " + std::string(mapping::objectiveName(report.front.objective)) + " of " + about +
                        ", with 95 % intervals. " + report.headline.sentence) +
           floating("table", latexText(visibleTable(host::frontTable(report.front)), {}),
                    "Measured mappings of " + about + ". Intervals are 95 % (Wilson).");
}

DataTable layersTable(const Report &report, const RunDetail &detail)
{
    DataTable table{.columns = {{"layer", "Layer"}}, .rows = {}};
    for (const platform::ComputeUnit &unit : report.platform.units)
        table.columns.push_back({unit.name, visibleLine(unit.name)});
    for (const platform::ComputeUnit &unit : report.platform.units)
        table.columns.push_back({unit.name + "_cycles", visibleLine(unit.name) + " (kcycles)", 2, 0.001});
    table.columns.push_back({"latency_cycles", "Latency (kcycles)", 2, 0.001});
    table.columns.push_back({"energy_uJ", "Energy (µJ)", 3});
    for (const LayerRow &layer : detail.layers) {
        std::vector<TableCell> row = {layer.name};
        for (const int channels : layer.channels)
            row.push_back(std::int64_t{channels});
        for (const std::optional<double> &cycles : layer.cost.cycles)
            row.push_back(cellOf(cycles));
        row.push_back(layer.cost.latency_cycles);
        row.push_back(layer.cost.energy_uJ);
        table.rows.push_back(std::move(row));
    }
    return table;
}

} // namespace

std::string latexReport(const Report &report)
{
    std::string body = latexEscaped(visibleLine(report.headline.sentence)) + "\n";
    if (!report.front.points.empty())
        body = frontText(report);
    for (const RunDetail &detail : report.chosen)
        body += floating("table", latexText(visibleTable(layersTable(report, detail)), {}),
                         "Channels and cost by layer of run " + std::to_string(detail.row.run) + " (" +
                             detail.row.title + ")");
    return commentLines(commentsOf(report), "%") + compilingAlone("article", body);
}

} // namespace odimo::report
