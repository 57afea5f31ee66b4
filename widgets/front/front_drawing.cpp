// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/front_drawing.h"

#include "widgets/base/label_place.h"
#include "widgets/front/prediction_drawing.h"

#include <qcustomplot.h>

#include <QCoreApplication>

#include <algorithm>
#include <limits>

namespace odimo::widgets {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(odimo::widgets::FrontDrawing)
};

struct Extent {
    double lower = std::numeric_limits<double>::max();
    double upper = std::numeric_limits<double>::lowest();
    void include(double value)
    {
        lower = std::min(lower, value);
        upper = std::max(upper, value);
    }
    double size() const { return upper - lower; }
};

QCPGraph *addRing(QCustomPlot &plot)
{
    QCPGraph *ring = plot.addGraph();
    ring->setLineStyle(QCPGraph::lsNone);
    ring->setLayer(QStringLiteral("marks"));
    ring->removeFromLegend();
    return ring;
}

} // namespace

FrontDrawing::FrontDrawing(QCustomPlot &plot)
    : m_plot(plot), m_step(plot.addGraph()), m_colors(plotColors(plot.palette()))
{
    plot.addLayer(QStringLiteral("marks"), plot.layer(QStringLiteral("main")));
    plot.layer(QStringLiteral("marks"))->setMode(QCPLayer::lmBuffered);
    m_step->setName(Text::tr("Front"));
    m_step->setLineStyle(QCPGraph::lsStepLeft);
    addSeries();
    m_selected = addRing(plot);
    m_hovered = addRing(plot);
    plot.yAxis->setLabel(Text::tr("Test accuracy (%)"));
    plot.axisRect()->insetLayout()->setInsetAlignment(0, Qt::AlignRight | Qt::AlignBottom);
    plot.legend->setVisible(true);
    QObject::connect(&plot, &QCustomPlot::afterLayout, &plot, [this] {
        showLegendWithRoom();
        placeLabels();
    });
}

void FrontDrawing::addSeries()
{
    for (std::size_t index = 0; index < m_series.size(); ++index) {
        Series &series = m_series[index];
        series.kind = {.isOnFront = (index & 4) != 0, .isBaseline = (index & 2) != 0, .isTrained = (index & 1) != 0};
        series.markers = m_plot.addGraph();
        series.markers->setLineStyle(QCPGraph::lsNone);
        series.errors = new QCPErrorBars(m_plot.xAxis, m_plot.yAxis);
        series.errors->setDataPlottable(series.markers);
        series.errors->setErrorType(QCPErrorBars::etValueError);
        series.errors->removeFromLegend();
        series.errors->setVisible(series.kind.isOnFront || series.kind.isTrained); // The others are many.
    }
    seriesOf({.isOnFront = true, .isTrained = true}).markers->setName(Text::tr("Fine-tuned"));
    seriesOf({.isOnFront = true}).markers->setName(Text::tr("Measured without training"));
    seriesOf({.isOnFront = true, .isBaseline = true, .isTrained = true}).markers->setName(Text::tr("Baseline"));
    seriesOf({.isTrained = true}).markers->setName(Text::tr("Dominated"));
}

FrontDrawing::Kind FrontDrawing::kindOf(const FrontMarker &point)
{
    return {.isOnFront = !point.isDominated, .isBaseline = point.isBaseline, .isTrained = !point.isUntrained};
}

void FrontDrawing::setFront(const FrontValues &front, CostAxis axis)
{
    m_front = front;
    m_axis = axis;
    m_plot.xAxis->setLabel(axisTitle(axis));
    drawPoints();
    drawStep();
    drawLabels();
    showLegendOfUsed();
}

void FrontDrawing::drawPoints()
{
    for (const Series &series : m_series) {
        series.markers->data()->clear();
        series.errors->data()->clear();
    }
    // Error bars belong to the graph's points by index, and the graph sorts its points by key.
    std::vector<FrontMarker> sorted = m_front.points;
    std::ranges::sort(sorted, {}, [this](const FrontMarker &point) { return costOn(m_axis, point); });
    for (const FrontMarker &point : sorted) {
        const Series &series = seriesOf(kindOf(point));
        series.markers->addData(costOn(m_axis, point), 100 * point.accuracy);
        series.errors->addData(100 * (point.accuracy - point.interval.low),
                               100 * (point.interval.high - point.accuracy));
    }
}

void FrontDrawing::drawStep()
{
    m_step->data()->clear();
    double reach = referenceCostOn(m_axis, m_front);
    double best = 0;
    for (const FrontMarker &point : m_front.points) {
        reach = std::max(reach, costOn(m_axis, point));
        if (point.isDominated)
            continue;
        m_step->addData(costOn(m_axis, point), 100 * point.accuracy);
        best = std::max(best, 100 * point.accuracy);
    }
    if (m_step->dataCount() > 0)
        m_step->addData(reach, best);
}

void FrontDrawing::drawLabels()
{
    for (QCPItemText *label : m_labels)
        m_plot.removeItem(label);
    m_labels.clear();
    for (const FrontMarker &point : m_front.points) {
        if (!point.isBaseline)
            continue;
        auto *label = new QCPItemText(&m_plot);
        label->setText(point.name);
        label->setFont(m_plot.font());
        label->setColor(m_colors.text);
        label->setLayer(QStringLiteral("legend")); // Above the lines it may have to cover.
        label->setPadding(QMargins(2, 0, 2, 0));
        label->setSelectable(false);
        label->position->setType(QCPItemPosition::ptAbsolute);
        m_labels.push_back(label);
    }
}

/// What labels should not cover: markers, error bars and the step line, in pixels.
std::vector<QRectF> FrontDrawing::obstacles() const
{
    const double size = markerSize(m_plot.fontMetrics());
    std::vector<QRectF> taken;
    QPointF last;
    for (const FrontMarker &point : m_front.points) {
        const QPointF at = positionOf(point);
        taken.emplace_back(at - QPointF(size, size) / 2, QSizeF(size, size));
        const double top = m_plot.yAxis->coordToPixel(100 * point.interval.high);
        const double bottom = m_plot.yAxis->coordToPixel(100 * point.interval.low);
        taken.emplace_back(at.x() - 1, top, 2, bottom - top);
        if (point.isDominated)
            continue;
        if (!last.isNull()) {
            taken.emplace_back(last.x(), last.y() - 1, at.x() - last.x(), 2);
            taken.emplace_back(at.x() - 1, at.y(), 2, last.y() - at.y());
        }
        last = at;
    }
    if (!last.isNull())
        taken.emplace_back(last.x(), last.y() - 1, m_plot.axisRect()->right() - last.x(), 2);
    return taken;
}

void FrontDrawing::placeLabels()
{
    const QRectF area = m_plot.axisRect()->rect();
    std::vector<QRectF> taken = obstacles();
    if (m_plot.legend->visible())
        taken.emplace_back(m_plot.legend->outerRect());
    auto label = m_labels.begin();
    for (const FrontMarker &point : m_front.points) {
        if (!point.isBaseline)
            continue;
        const MarkerPlace marker{.at = positionOf(point),
                                 .diameter = markerSize(m_plot.fontMetrics()),
                                 .top = m_plot.yAxis->coordToPixel(100 * point.interval.high),
                                 .bottom = m_plot.yAxis->coordToPixel(100 * point.interval.low)};
        const QSizeF size(m_plot.fontMetrics().horizontalAdvance(point.name) + 4, m_plot.fontMetrics().height());
        const QPointF corner = labelCorner(marker, size, taken, area);
        (*label)->setPositionAlignment(Qt::AlignLeft | Qt::AlignTop);
        (*label)->position->setCoords(corner.x(), corner.y());
        (*label)->setVisible(area.contains(marker.at));
        taken.emplace_back(corner, size);
        ++label;
    }
}

/// One entry for each thing that a marker can say, whatever else it says.
void FrontDrawing::showLegendOfUsed()
{
    const auto anyIs = [this](auto property) {
        return std::ranges::any_of(m_front.points, property);
    };
    const auto show = [](QCPGraph *graph, bool shown) {
        if (shown)
            graph->addToLegend();
        else
            graph->removeFromLegend();
    };
    for (const Series &series : m_series)
        series.markers->removeFromLegend();
    show(m_step, m_step->dataCount() > 0);
    show(seriesOf({.isOnFront = true, .isTrained = true}).markers,
         anyIs([](const FrontMarker &point) { return !point.isBaseline && !point.isUntrained; }));
    show(seriesOf({.isOnFront = true}).markers, anyIs(&FrontMarker::isUntrained));
    show(seriesOf({.isOnFront = true, .isBaseline = true, .isTrained = true}).markers, anyIs(&FrontMarker::isBaseline));
    show(seriesOf({.isTrained = true}).markers, anyIs(&FrontMarker::isDominated));
    styleLegend(*m_plot.legend, m_colors, m_plot.font());
}

/// In a small plot the legend would hide the points that it explains; their tool tips do, too.
void FrontDrawing::showLegendWithRoom()
{
    const auto areaOf = [](const QRect &rect) {
        return rect.width() * rect.height();
    };
    const bool hasRoom = areaOf(m_plot.legend->outerRect()) < areaOf(m_plot.axisRect()->rect()) / 5;
    m_plot.legend->setVisible(hasRoom && m_plot.legend->itemCount() > 0);
}

void FrontDrawing::setColors(const PlotColors &colors)
{
    m_colors = colors;
    stylePlot(m_plot, colors);
    styleLegend(*m_plot.legend, colors, m_plot.font());
    const double size = markerSize(m_plot.fontMetrics());
    const double line = size / 6;
    QColor area = colors.front;
    area.setAlphaF(0.05F);
    m_step->setPen(QPen(colors.front, line));
    m_step->setBrush(area);

    for (const Series &series : m_series)
        styleSeries(series);
    m_selected->setScatterStyle(
        QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(colors.selection, line * 1.6), Qt::NoBrush, size * 1.9));
    m_hovered->setScatterStyle(
        QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(colors.selection, line * 0.8), Qt::NoBrush, size * 2.2));
    for (QCPItemText *label : m_labels) {
        label->setColor(colors.text);
        label->setFont(m_plot.font());
    }
}

void FrontDrawing::styleSeries(const Series &series) const
{
    const double size = markerSize(m_plot.fontMetrics());
    const double line = size / 6;
    const QColor color = !series.kind.isOnFront   ? m_colors.dominated
                         : series.kind.isBaseline ? m_colors.baseline
                                                  : m_colors.front;
    const auto shape = series.kind.isBaseline ? QCPScatterStyle::ssDiamond : QCPScatterStyle::ssCircle;
    const double diameter = size * (series.kind.isBaseline ? 1.2 : 1) * (series.kind.isOnFront ? 1 : 0.8);
    const QPen pen(color, line * 0.75);
    series.markers->setPen(pen);
    series.markers->setScatterStyle(
        QCPScatterStyle(shape, pen, series.kind.isTrained ? color : m_colors.background, diameter));
    QColor error = color;
    error.setAlphaF(0.55F);
    series.errors->setPen(QPen(error, line / 2));
    series.errors->setWhiskerWidth(size / 2);
    series.errors->setSymbolGap(size);
}

void FrontDrawing::markSelected(const FrontMarker *point)
{
    m_selected->data()->clear();
    if (point)
        m_selected->addData(costOn(m_axis, *point), 100 * point->accuracy);
}

void FrontDrawing::markHovered(const FrontMarker *point)
{
    m_hovered->data()->clear();
    if (point)
        m_hovered->addData(costOn(m_axis, *point), 100 * point->accuracy);
    m_plot.layer(QStringLiteral("marks"))->replot();
}

void FrontDrawing::fit(const PredictionDrawing &prediction)
{
    if (m_front.points.empty() && prediction.points().empty())
        return;
    Extent cost;
    Extent accuracy;
    for (const FrontMarker &point : m_front.points) {
        cost.include(costOn(m_axis, point));
        accuracy.include(100 * point.interval.low);
        accuracy.include(100 * point.interval.high);
    }
    for (const PredictedMarker &point : prediction.points()) {
        cost.include(costOn(m_axis, point));
        accuracy.include(100 * point.accuracy);
    }
    const double costMargin = std::max(0.08 * cost.size(), 0.02 * cost.upper);
    const double accuracyMargin = std::max(0.08 * accuracy.size(), 0.2);
    // More on the right, where the dearest baseline has its name.
    m_plot.xAxis->setRange(std::max(0.0, cost.lower - costMargin), cost.upper + 2 * costMargin);
    m_plot.yAxis->setRange(accuracy.lower - accuracyMargin, accuracy.upper + accuracyMargin);
}

QPointF FrontDrawing::positionOf(const FrontMarker &point) const
{
    return {m_plot.xAxis->coordToPixel(costOn(m_axis, point)), m_plot.yAxis->coordToPixel(100 * point.accuracy)};
}

int FrontDrawing::outOfView() const
{
    const QRectF view = m_plot.axisRect()->rect();
    return static_cast<int>(std::ranges::count_if(
        m_front.points, [&](const FrontMarker &point) { return !view.contains(positionOf(point)); }));
}

} // namespace odimo::widgets
