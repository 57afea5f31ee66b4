// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/figures/view_diagrams.h"

#include "widgets/editor/histogram_plot.h"

#include <algorithm>
#include <numeric>

namespace odimo::explorer {

namespace {

/// A line for each phase, the first with its name in the legend.
std::vector<PgfSeries> curvesOf(const std::vector<widgets::CurvePoint> &points, PgfSeries line,
                                double (*value)(const widgets::CurvePoint &))
{
    std::vector<PgfSeries> lines;
    for (std::size_t at = 0; at < points.size(); ++at) {
        if (at == 0 || points[at].phase != points[at - 1].phase) { // No line from one phase to the next.
            lines.push_back(line);
            line.name.clear();
        }
        lines.back().points.push_back({.x = static_cast<double>(at + 1), .y = value(points[at])});
    }
    return lines;
}

/// The ticks of its values at this height; of scales per channel those of the median channel.
PgfSeries gridSeries(const mapping::WeightGrid &grid, const std::string &unit, double most, double height)
{
    const std::string color = grid.unit % 2 == 0 ? "odimoblue" : "odimoorange";
    PgfSeries ticks{.name = unit + ": " + std::to_string(grid.levels) + " values",
                    .style = "sharp plot, stack plots=false, only marks, mark=|, mark options={" + color + "}"};
    for (const double value : widgets::shownValues(grid, most))
        ticks.points.push_back({.x = value, .y = height});
    return ticks;
}

} // namespace

std::vector<PgfAxis> curvesAxes(const std::vector<widgets::CurvePoint> &points)
{
    using Point = widgets::CurvePoint;
    const std::string dashed = "odimoblue, dashed, mark=o, mark options=solid";
    const auto loss =
        curvesOf(points, {.name = "Training loss", .style = dashed}, [](const Point &point) { return point.loss; });
    auto accuracies = curvesOf(points, {.name = "Training", .style = dashed},
                               [](const Point &point) { return 100 * point.trainAccuracy; });
    const auto validation = curvesOf(points, {.name = "Validation", .style = "odimoorange, mark=*"},
                                     [](const Point &point) { return 100 * point.validationAccuracy; });
    accuracies.insert(accuracies.end(), validation.begin(), validation.end());
    return {{.xLabel = "Epoch", .yLabel = "Loss", .series = loss, .legend = "north east"},
            {.xLabel = "Epoch", .yLabel = "Accuracy (%)", .series = accuracies}};
}

PgfAxis growthAxis(const std::vector<widgets::GrowthStep> &growth)
{
    PgfSeries line{.name = "Hypervolume", .style = "const plot, odimoblue, mark=*", .points = {}};
    for (std::size_t step = 0; step < growth.size(); ++step)
        line.points.push_back({.x = static_cast<double>(step + 1), .y = 100 * growth[step].share});
    return {.xLabel = "Measured runs", .yLabel = "Hypervolume (%)", .series = {line}, .legend = "south east"};
}

PgfAxis staircaseAxis(const widgets::LayerValues &layer)
{
    if (!layer.stairs)
        return {};
    const widgets::StairValues &stairs = *layer.stairs;
    const std::string reference = layer.units.value(stairs.referenceUnit).toStdString();
    const auto series = [](const std::string &name, const char *style, const std::vector<double> &cycles) {
        PgfSeries made{.name = name, .style = style, .points = {}};
        for (std::size_t n = 0; n < cycles.size(); ++n)
            made.points.push_back({.x = static_cast<double>(n), .y = cycles[n]});
        return made;
    };
    return {.xLabel = "Channels on " + reference,
            .yLabel = "Latency (cycles)",
            .series = {series("Layer", "const plot mark mid, gray!50, line width=3pt", stairs.layer_cycles),
                       series(reference, "const plot mark mid, odimoblue", stairs.reference_cycles),
                       series(layer.units.value(stairs.otherUnit).toStdString(),
                              "const plot mark mid, odimoorange, dashed", stairs.other_cycles)},
            .legend = "north west"};
}

PgfAxis splitAxis(const widgets::SplitValues &split)
{
    PgfAxis axis{.xLabel = "Channels (%)", .legend = "above", .kind = PgfKind::Rows};
    for (const widgets::LayerSplit &layer : split.layers)
        axis.rows.push_back(layer.name.toStdString());
    for (qsizetype unit = 0; unit < split.units.size(); ++unit) {
        const auto place = static_cast<std::size_t>(unit);
        PgfSeries series{.name = split.units[unit].toStdString(), .style = pgfBarStyle(place)};
        for (std::size_t row = 0; row < split.layers.size(); ++row) {
            const std::vector<int> &channels = split.layers[row].channels;
            const double all = std::max(1, std::accumulate(channels.begin(), channels.end(), 0));
            series.points.push_back({.x = 100 * channels[place] / all, .y = static_cast<double>(row + 1)});
        }
        axis.series.push_back(std::move(series));
    }
    return axis;
}

PgfAxis weightsAxis(const mapping::WeightHistogram &histogram, const QStringList &units)
{
    const auto nameOf = [&units](std::size_t unit) {
        return units.value(static_cast<qsizetype>(unit)).toStdString();
    };
    const std::size_t intervals = histogram.counts.empty() ? 0 : histogram.counts.front().size();
    const double width = (histogram.most - histogram.least) / static_cast<double>(std::max<std::size_t>(intervals, 1));
    PgfAxis axis{
        .xLabel = "Value", .yLabel = "Weights", .legend = "above", .kind = PgfKind::Columns, .columnWidth = width};
    std::vector<int> sums(intervals, 0);
    for (std::size_t unit = 0; unit < histogram.counts.size(); ++unit) {
        PgfSeries bars{.name = nameOf(unit), .style = pgfBarStyle(unit)};
        for (std::size_t interval = 0; interval < intervals; ++interval) {
            const int count = histogram.counts[unit][interval];
            bars.points.push_back({.x = histogram.least + (static_cast<double>(interval) + 0.5) * width,
                                   .y = static_cast<double>(count)});
            sums[interval] += count;
        }
        axis.series.push_back(std::move(bars));
    }
    double height = sums.empty() ? 1 : std::ranges::max(sums);
    const double step = 0.1 * height;
    for (const mapping::WeightGrid &grid : histogram.grids)
        axis.series.push_back(
            gridSeries(grid, nameOf(static_cast<std::size_t>(grid.unit)), histogram.most, height += step));
    return axis;
}

} // namespace odimo::explorer
