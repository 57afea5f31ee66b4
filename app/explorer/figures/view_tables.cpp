// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/figures/view_tables.h"

#include "app/explorer/project/presentation.h"
#include "core/host/front/front_data.h"

#include <algorithm>
#include <iterator>

namespace odimo::explorer {

namespace {

TableCell textCell(const QString &text) { return text.toStdString(); }

/// Empty if the network of the run has no such layer.
TableCell channelsCell(const QList<int> &channels, qsizetype unit)
{
    if (channels.isEmpty())
        return {};
    return std::int64_t(channels.value(unit));
}

/// A column for each unit: "A_digital_channels", in LaTeX "A: digital".
void addUnitColumns(DataTable &table, const QStringList &units, const std::string &run, const std::string &quantity)
{
    for (const QString &unit : units) {
        const std::string name = unit.toStdString();
        const bool isShown = quantity == "channels"; // Cycles of each unit are too much for a page.
        table.columns.push_back({.name = (run.empty() ? "" : run + '_') + name + '_' + quantity,
                                 .heading = isShown ? (run.empty() ? "" : run + ": ") + name : std::string()});
    }
}

/// "B 4, C 2"
QString runsText(const std::vector<widgets::CompareRun> &runs)
{
    QStringList texts;
    for (const widgets::CompareRun &run : runs)
        texts << QStringLiteral("%1 %2").arg(widgets::sideName(run.project)).arg(run.run);
    return texts.join(QStringLiteral(", "));
}

} // namespace

DataTable runsTable(const ProjectValues &project)
{
    DataTable table{.columns = {{"run", "Run"}, {"mapping", "Mapping"}, {"state", "State"}, {"strength"}}, .rows = {}};
    std::ranges::copy(host::accuracyColumns(), std::back_inserter(table.columns));
    std::ranges::copy(host::costColumns(), std::back_inserter(table.columns));
    table.columns.push_back({"on_front"});
    for (const project::Run &run : project.runs) {
        const widgets::RunRow row = runRow(project, run, nullptr);
        const TableCell low = cellOf(row.accuracy ? std::optional(row.interval.low) : std::nullopt);
        const TableCell high = cellOf(row.accuracy ? std::optional(row.interval.high) : std::nullopt);
        const TableCell half =
            cellOf(row.accuracy ? std::optional((row.interval.high - row.interval.low) / 2) : std::nullopt);
        table.rows.push_back({row.id, textCell(row.name), std::string(project::nameOf(run.status)),
                              cellOf(row.strength), cellOf(row.accuracy), low, high, half, cellOf(row.latency_cycles),
                              cellOf(row.latency_ms), cellOf(row.energy_uJ), std::int64_t(row.onFront)});
    }
    return table;
}

DataTable layersTable(const widgets::SplitValues &split)
{
    DataTable table{.columns = {{"layer", "Layer"}, {"geometry"}}, .rows = {}};
    addUnitColumns(table, split.units, "", "channels");
    addUnitColumns(table, split.units, "", "cycles");
    table.columns.insert(table.columns.end(), {{"latency_cycles", "Latency (kcycles)", 2, 0.001},
                                               {"conversion_cycles"},
                                               {"energy_uJ", "Energy (µJ)", 3},
                                               {"sensitivity_nats"}});
    for (const widgets::LayerSplit &layer : split.layers) {
        std::vector<TableCell> row{textCell(layer.name), textCell(layer.geometry)};
        for (const int channels : layer.channels)
            row.emplace_back(std::int64_t(channels));
        for (const std::optional<double> &cycles : layer.cycles)
            row.push_back(cellOf(cycles));
        row.insert(row.end(),
                   {layer.latency_cycles, layer.conversion_cycles, layer.energy_uJ, cellOf(layer.sensitivity)});
        table.rows.push_back(std::move(row));
    }
    return table;
}

DataTable staircaseTable(const widgets::LayerValues &layer)
{
    if (!layer.stairs)
        return {};
    const widgets::StairValues &stairs = *layer.stairs;
    const std::string reference = layer.units.value(stairs.referenceUnit).toStdString();
    const std::string other = layer.units.value(stairs.otherUnit).toStdString();
    DataTable table{
        .columns = {{reference + "_channels"}, {reference + "_cycles"}, {other + "_cycles"}, {"latency_cycles"}},
        .rows = {}};
    for (std::size_t n = 0; n < stairs.layer_cycles.size(); ++n)
        table.rows.push_back(
            {static_cast<std::int64_t>(n), stairs.reference_cycles[n], stairs.other_cycles[n], stairs.layer_cycles[n]});
    return table;
}

DataTable curvesTable(const std::vector<widgets::CurvePoint> &points)
{
    DataTable table{.columns = {{"epoch"}, {"phase"}, {"loss_nats"}, {"training_accuracy"}, {"validation_accuracy"}},
                    .rows = {}};
    std::int64_t epoch = 0;
    for (const widgets::CurvePoint &point : points)
        table.rows.push_back(
            {++epoch, textCell(point.phase), point.loss, point.trainAccuracy, point.validationAccuracy});
    return table;
}

DataTable timelineTable(const mapping::Timeline &timeline)
{
    DataTable table{.columns = {{"lane"}, {"step"}, {"activity"}, {"what"}, {"begin_cycles"}, {"end_cycles"}},
                    .rows = {}};
    for (const mapping::Lane &lane : timeline.lanes)
        for (const mapping::TimeSpan &span : lane.spans)
            table.rows.push_back({lane.name, timeline.steps[span.step].name, std::string(nameOf(span.activity)),
                                  span.what, span.begin_cycles, span.end_cycles});
    return table;
}

DataTable compareTable(const widgets::CompareValues &values)
{
    DataTable table{.columns = {{"layer", "Layer"}}, .rows = {}};
    addUnitColumns(table, values.units, "A", "channels");
    addUnitColumns(table, values.units, "B", "channels");
    table.columns.insert(table.columns.end(), {{"moved_channels"},
                                               {"latency_change_cycles", "Latency (kcycles)", 2, 0.001},
                                               {"energy_change_uJ", "Energy (µJ)", 3}});
    for (const widgets::CompareLayer &layer : values.layers) {
        std::vector<TableCell> row{textCell(layer.name)};
        for (const QList<int> *channels : {&layer.first, &layer.second})
            for (qsizetype unit = 0; unit < values.units.size(); ++unit)
                row.push_back(channelsCell(*channels, unit));
        row.insert(row.end(), {std::int64_t(layer.moved), layer.latency_cycles, layer.energy_uJ});
        table.rows.push_back(std::move(row));
    }
    return table;
}

DataTable growthTable(const std::vector<widgets::GrowthStep> &growth)
{
    DataTable table{.columns = {{"step"}, {"run"}, {"elapsed_s"}, {"hypervolume_share"}}, .rows = {}};
    std::int64_t number = 0;
    for (const widgets::GrowthStep &step : growth)
        table.rows.push_back({++number, step.run, step.seconds, step.share});
    return table;
}

DataTable weightsTable(const mapping::WeightHistogram &histogram, const QStringList &units)
{
    DataTable table{.columns = {{"from"}, {"to"}}, .rows = {}};
    for (std::size_t unit = 0; unit < histogram.counts.size(); ++unit)
        table.columns.push_back({units.value(static_cast<qsizetype>(unit)).toStdString() + "_weights"});
    const std::size_t intervals = histogram.counts.empty() ? 0 : histogram.counts.front().size();
    const double width = (histogram.most - histogram.least) / static_cast<double>(std::max<std::size_t>(intervals, 1));
    for (std::size_t interval = 0; interval < intervals; ++interval) {
        const double from = histogram.least + static_cast<double>(interval) * width;
        std::vector<TableCell> row{from, from + width};
        for (const std::vector<int> &counts : histogram.counts)
            row.emplace_back(std::int64_t(counts[interval]));
        table.rows.push_back(std::move(row));
    }
    return table;
}

DataTable mergedTable(const widgets::MergedFront &front)
{
    DataTable table{.columns = {{"project", "Project"},
                                {"run", "Run"},
                                {"mapping", "Mapping"},
                                {"accuracy", "Accuracy (%)", 2, 100},
                                {"latency_cycles", "Latency (kcycles)", 2, 0.001},
                                {"energy_uJ", "Energy (µJ)", 3},
                                {"on_merged_front"},
                                {"beaten_by"}},
                    .rows = {}};
    for (const widgets::MergedPoint &point : front.points)
        table.rows.push_back({textCell(widgets::sideName(point.run.project)), point.run.run, textCell(point.name),
                              point.accuracy, point.cost.latency_cycles, point.cost.energy_uJ,
                              std::int64_t(point.isOnMergedFront), textCell(runsText(point.beatenBy))});
    return table;
}

} // namespace odimo::explorer
