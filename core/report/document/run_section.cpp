// SPDX-License-Identifier: Apache-2.0
#include "core/report/document/run_section.h"

#include "core/base/grouped_digits.h"
#include "core/base/list_text.h"
#include "core/base/unit_text.h"
#include "core/base/visible_text.h"
#include "core/report/document/provenance_table.h"
#include "core/report/figure/timeline_figure.h"

#include <algorithm>
#include <functional>

namespace odimo::report {

namespace {

std::string grouped(std::int64_t number) { return groupedDigits(std::to_string(number)); }

std::string accuracyText(const project::Measurement &measured)
{
    const mapping::Interval interval = mapping::accuracyInterval(measured.correct, measured.total);
    return percent(measured.accuracy()) + " % of " + grouped(measured.total) + " test images right (95 % interval " +
           percent(interval.low) + " to " + percent(interval.high) + " %)";
}

std::string costText(const Report &report, const RunDetail &detail)
{
    const mapping::Cost cost = detail.row.cost.value_or(mapping::Cost{});
    const auto share = [&](mapping::Objective objective) {
        return " (" + percent(cost.value(objective) / report.reference.value(objective), 1) + " % of " +
               report.referenceName + ")";
    };
    return "latency " + withUnit(cost.latency_cycles, "cycles") + ", " + withUnit(cost.latency_ms * 1e-3, "s") +
           share(mapping::Objective::Latency) + "; energy " + withUnit(cost.energy_uJ * joulePerMicrojoule, "J") +
           share(mapping::Objective::Energy) + "; weights " + withUnit(detail.weight_bytes, "B");
}

std::string reasonsText(const RunDetail &detail)
{
    std::string text;
    for (const std::string &reason : detail.reasons)
        addToList(text, reason);
    if (!text.empty())
        text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
    return text.empty() ? text : text + ". ";
}

std::string figuresText(const Report &report, const RunDetail &detail)
{
    std::string text = reasonsText(detail);
    text += detail.row.test ? accuracyText(*detail.row.test) : "Not measured on the test set";
    return visibleLine(text + "; " + costText(report, detail) + "; seed " + std::to_string(detail.seed) + ".");
}

struct LayerScales {
    Scale cycles, joule;
};

std::vector<Column> layerColumns(const platform::Platform &platform, const LayerScales &scales)
{
    std::vector<Column> columns = {{.title = "#"},
                                   {.title = "layer", .align = Align::Left, .isName = true},
                                   {.title = "split", .align = Align::Left}};
    for (const platform::ComputeUnit &unit : platform.units)
        columns.push_back({.title = unit.name});
    for (const platform::ComputeUnit &unit : platform.units)
        columns.push_back({.title = unit.name + " " + scales.cycles.prefix + "cycles"});
    if (platform.layout)
        columns.push_back({.title = "conversion " + scales.cycles.prefix + "cycles"});
    columns.push_back({.title = "latency " + scales.cycles.prefix + "cycles"});
    columns.push_back({.title = "energy " + scales.joule.prefix + "J"});
    columns.push_back({.title = "waits for", .align = Align::Left});
    for (Column &column : columns)
        column.title = visibleLine(column.title);
    return columns;
}

/// The cells behind the name: the same for a layer and for the whole network.
std::vector<Cell> layerCells(const LayerRow &layer, bool countsLayouts, const LayerScales &scales)
{
    std::vector<Cell> cells = {{.split = layer.channels}};
    for (const int channels : layer.channels)
        cells.push_back({.text = std::to_string(channels)});
    for (const std::optional<double> &cycles : layer.cost.cycles)
        cells.push_back({.text = cycles ? scaled(*cycles, scales.cycles) : "—"});
    if (countsLayouts)
        cells.push_back({.text = scaled(layer.cost.conversion_cycles, scales.cycles)});
    cells.push_back({.text = scaled(layer.cost.latency_cycles, scales.cycles)});
    cells.push_back({.text = scaled(layer.cost.energy_uJ * joulePerMicrojoule, scales.joule)});
    cells.push_back({.text = visibleLine(layer.bottleneck)});
    return cells;
}

LayerRow sumOf(const RunDetail &detail, std::size_t units)
{
    LayerRow sum{.name = "network", .channels = std::vector<int>(units, 0), .cost = {}, .bottleneck = {}};
    sum.cost.cycles = std::vector<std::optional<double>>(units, 0.0);
    for (const LayerRow &layer : detail.layers) {
        std::ranges::transform(sum.channels, layer.channels, sum.channels.begin(), std::plus());
        for (std::size_t unit = 0; unit < units; ++unit)
            *sum.cost.cycles[unit] += layer.cost.cycles[unit].value_or(0);
        sum.cost.conversion_cycles += layer.cost.conversion_cycles;
        sum.cost.latency_cycles += layer.cost.latency_cycles;
        sum.cost.energy_uJ += layer.cost.energy_uJ;
    }
    return sum;
}

Table layersTable(const Report &report, const RunDetail &detail)
{
    const LayerRow sum = sumOf(detail, report.platform.units.size());
    const LayerScales scales{.cycles = scaleFor(sum.cost.latency_cycles),
                             .joule = scaleFor(sum.cost.energy_uJ * joulePerMicrojoule)};
    const bool countsLayouts = report.platform.layout.has_value();
    Table table{.columns = layerColumns(report.platform, scales), .rows = {}, .units = report.platform.units.size()};
    const auto add = [&](const LayerRow &layer, const std::string &number) -> Row & {
        Row row{.cells = {{.text = number}, {.text = visibleLine(layer.name)}}};
        std::ranges::move(layerCells(layer, countsLayouts, scales), std::back_inserter(row.cells));
        table.rows.push_back(std::move(row));
        return table.rows.back();
    };
    for (std::size_t i = 0; i < detail.layers.size(); ++i)
        add(detail.layers[i], std::to_string(i + 1));
    Row &last = add(sum, "");
    last.isStrong = last.beginsGroup = true;
    return table;
}

std::string resultText(const deploy::TargetResult &result)
{
    if (!result.reason.empty())
        return result.reason;
    std::string text = std::to_string(result.tensors) + " tensors are those of the executor of the integer rules";
    if (result.images)
        text += "; of " + grouped(result.images->images) + " test images " + grouped(result.images->agreeing) +
                " agree and " + grouped(result.images->correct) + " are right";
    if (result.instructions)
        text += "; " + groupedDigits(std::to_string(*result.instructions)) + " instructions an image";
    return text;
}

void addReceipt(Document &document, const deploy::Receipt &receipt)
{
    document.blocks.push_back(Heading{.level = 3, .text = "Verified export"});
    Table table{.columns = {{.title = "target", .align = Align::Left},
                            {.title = "result", .align = Align::Left},
                            {.title = "", .align = Align::Left, .isName = true}},
                .rows = {}};
    for (const deploy::TargetResult &result : receipt.targets)
        table.rows.push_back({.cells = {{.text = visibleLine(result.target)},
                                        {.text = nameOf(result.verdict)},
                                        {.text = visibleLine(resultText(result))}}});
    document.blocks.push_back(std::move(table));
    std::string text = "Network of the package, SHA-256: " + receipt.networkHash + ".";
    if (receipt.memory)
        text += " It takes " + grouped(receipt.memory->weights) + " bytes of weights, " +
                grouped(receipt.memory->activations) + " of activations and " + grouped(receipt.memory->l1) + " in L1.";
    document.blocks.push_back(Paragraph{.text = visibleLine(text), .tone = Tone::Note});
}

} // namespace

void addRunSection(Document &document, const Report &report, const RunDetail &detail)
{
    document.blocks.push_back(Heading{
        .text = visibleLine("Run " + std::to_string(detail.row.run) + ": " + detail.row.title), .beginsPart = true});
    document.blocks.push_back(Paragraph{.text = figuresText(report, detail)});
    for (const std::string &finding : detail.findings)
        document.blocks.push_back(Paragraph{.text = visibleLine("Finding: " + finding)});
    document.blocks.push_back(Heading{.level = 3, .text = "Units over time"});
    document.blocks.push_back(
        Figure{.drawing = timelineFigure(detail.timeline),
               .caption = visibleLine("One image by the cost model: " + summaryOf(detail.timeline) +
                                      ". Numbers are those of the layers below.")});
    document.blocks.push_back(Heading{.level = 3, .text = "Mapping and cost"});
    document.blocks.push_back(layersTable(report, detail));
    addProvenance(document, detail);
    if (detail.receipt)
        addReceipt(document, *detail.receipt);
}

} // namespace odimo::report
