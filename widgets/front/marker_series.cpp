// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/marker_series.h"

#include <qcustomplot.h>

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace odimo::widgets {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(odimo::widgets::MarkerSeries)
};

constexpr qsizetype mostIntervals = 400; ///< More would be a band.

/// Not transparent, or the line of the front would be seen through it.
QColor faint(const QColor &color, const QColor &background)
{
    constexpr float share = 0.3F;
    const auto mixed = [](float front, float back) {
        return share * front + (1 - share) * back;
    };
    return QColor::fromRgbF(mixed(color.redF(), background.redF()), mixed(color.greenF(), background.greenF()),
                            mixed(color.blueF(), background.blueF()));
}

/// The marker in the middle of a square, in the resolution of what it is drawn on.
QPixmap pictureOf(const QCPScatterStyle &style, double resolution)
{
    const int side = 2 * static_cast<int>(std::ceil((style.size() + style.pen().widthF()) / 2)) + 2;
    const int pixels = static_cast<int>(std::ceil(side * resolution));
    QPixmap picture(pixels, pixels);
    picture.setDevicePixelRatio(resolution);
    picture.fill(Qt::transparent);
    QCPPainter painter(&picture);
    painter.setAntialiasing(true);
    style.applyTo(&painter, style.pen());
    style.drawShape(&painter, side / 2.0, side / 2.0);
    return picture;
}

} // namespace

/// A graph whose markers are drawn from one picture each, if there are many: much faster than their outlines. (The
/// pictures of QCPScatterStyle stand beside their point on screens of high resolution.)
class MarkerSeries::MarkerGraph : public QCPGraph {
public:
    using QCPGraph::QCPGraph;
    /// Draws the style of the scatter as a picture from now on, or as it is.
    void setDrawnFromPicture(bool fromPicture) { m_fromPicture = fromPicture; }

protected:
    void drawScatterPlot(QCPPainter *painter, const QVector<QPointF> &scatters,
                         const QCPScatterStyle &style) const override;

private:
    bool m_fromPicture = false;
};

/// In files of lines they stay lines.
void MarkerSeries::MarkerGraph::drawScatterPlot(QCPPainter *painter, const QVector<QPointF> &scatters,
                                                const QCPScatterStyle &style) const
{
    if (!m_fromPicture || painter->modes().testFlag(QCPPainter::pmVectorized))
        return QCPGraph::drawScatterPlot(painter, scatters, style);
    const double resolution = painter->device()->devicePixelRatioF();
    const QPixmap picture = pictureOf(style, resolution);
    const double half = picture.deviceIndependentSize().width() / 2;
    const QRectF seen = QRectF(clipRect()).adjusted(-half, -half, half, half);
    const auto toPixel = [&](double position) {
        return std::round((position - half) * resolution) / resolution;
    };
    for (const QPointF &at : scatters)
        if (seen.contains(at))
            painter->drawPixmap(QPointF(toPixel(at.x()), toPixel(at.y())), picture);
}

MarkerSeries::MarkerSeries(QCustomPlot &plot) : m_plot(plot), m_colors(plotColors(plot.palette())) { addSeries(); }

void MarkerSeries::addSeries()
{
    for (std::size_t index = 0; index < m_series.size(); ++index) {
        Series &series = m_series[index];
        series.kind = {.isBright = (index & 8) != 0,
                       .isOnFront = (index & 4) != 0,
                       .isBaseline = (index & 2) != 0,
                       .isTrained = (index & 1) != 0};
        series.markers = new MarkerGraph(m_plot.xAxis, m_plot.yAxis); // The plot owns it.
        series.markers->setLineStyle(QCPGraph::lsNone);
        series.errors = new QCPErrorBars(m_plot.xAxis, m_plot.yAxis);
        series.errors->setDataPlottable(series.markers);
        series.errors->setErrorType(QCPErrorBars::etValueError);
        series.errors->removeFromLegend();
    }
    seriesOf({.isBright = true, .isOnFront = true, .isTrained = true}).markers->setName(Text::tr("Fine-tuned"));
    seriesOf({.isBright = true, .isOnFront = true}).markers->setName(Text::tr("Measured without training"));
    seriesOf({.isBright = true, .isOnFront = true, .isBaseline = true, .isTrained = true})
        .markers->setName(Text::tr("Baseline"));
    seriesOf({.isBright = true, .isTrained = true}).markers->setName(Text::tr("Dominated"));
    removeFromLegend();
}

void MarkerSeries::setPoints(const std::vector<FrontMarker> &points, const FrontScale &scale, const RunSet &brushed)
{
    struct Data {
        QVector<double> x, y, below, above;
    };
    std::array<Data, 16> data;
    // Error bars belong to the graph's points by index, and the graph sorts its points by key.
    std::vector<std::pair<double, const FrontMarker *>> sorted;
    sorted.reserve(points.size());
    for (const FrontMarker &point : points)
        sorted.emplace_back(scale.x(point), &point);
    std::ranges::sort(sorted);
    for (const auto &[x, point] : sorted) {
        const Kind kind{.isBright = brushed.empty() || brushed.contains(point->run),
                        .isOnFront = !point->isDominated,
                        .isBaseline = point->isBaseline,
                        .isTrained = !point->isUntrained};
        Data &its = data[kind.index()];
        its.x << x;
        its.y << scale.y(point->accuracy);
        its.below << 100 * (point->accuracy - point->interval.low);
        its.above << 100 * (point->interval.high - point->accuracy);
    }
    const bool wereMany = std::exchange(m_areMany, points.size() >= manyPoints);
    for (const Series &series : m_series) {
        const Data &its = data[series.kind.index()];
        series.markers->setData(its.x, its.y, true);
        series.errors->setData(its.below, its.above);
        // The others are many.
        const bool hasRoom = its.x.size() < mostIntervals;
        series.errors->setVisible(hasRoom && (series.kind.isOnFront || (series.kind.isTrained && !m_areMany)));
        if (wereMany != m_areMany)
            styleSeries(series);
    }
}

void MarkerSeries::removeFromLegend()
{
    for (const Series &series : m_series)
        series.markers->removeFromLegend();
}

void MarkerSeries::addToLegend(const std::vector<FrontMarker> &points)
{
    const auto addIf = [&points](QCPGraph *graph, auto property) {
        if (std::ranges::any_of(points, property))
            graph->addToLegend();
    };
    addIf(seriesOf({.isBright = true, .isOnFront = true, .isTrained = true}).markers,
          [](const FrontMarker &point) { return !point.isBaseline && !point.isUntrained; });
    addIf(seriesOf({.isBright = true, .isOnFront = true}).markers, &FrontMarker::isUntrained);
    addIf(seriesOf({.isBright = true, .isOnFront = true, .isBaseline = true, .isTrained = true}).markers,
          &FrontMarker::isBaseline);
    addIf(seriesOf({.isBright = true, .isTrained = true}).markers, &FrontMarker::isDominated);
}

void MarkerSeries::setColors(const PlotColors &colors)
{
    m_colors = colors;
    for (const Series &series : m_series)
        styleSeries(series);
}

void MarkerSeries::styleSeries(const Series &series) const
{
    const double size = markerSize(m_plot.fontMetrics());
    const double line = size / 6;
    QColor color = !series.kind.isOnFront   ? m_colors.dominated
                   : series.kind.isBaseline ? m_colors.baseline
                                            : m_colors.front;
    if (!series.kind.isBright)
        color = faint(color, m_colors.background);
    const auto shape = series.kind.isBaseline ? QCPScatterStyle::ssDiamond : QCPScatterStyle::ssCircle;
    const double crowding = m_areMany && !series.kind.isOnFront ? 0.6 : 1;
    const double diameter = size * (series.kind.isBaseline ? 1.2 : 1) * (series.kind.isOnFront ? 1 : 0.8) * crowding;
    const QPen pen(color, line * 0.75);
    const QCPScatterStyle style(shape, pen, series.kind.isTrained ? color : m_colors.background, diameter);
    series.markers->setPen(pen);
    series.markers->setScatterStyle(style);
    series.markers->setDrawnFromPicture(m_areMany);
    QColor error = color;
    error.setAlphaF(0.55F);
    series.errors->setPen(QPen(error, line / 2));
    series.errors->setWhiskerWidth(size / 2);
    series.errors->setSymbolGap(size);
}

} // namespace odimo::widgets
