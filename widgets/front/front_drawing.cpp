// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/front_drawing.h"

#include "widgets/front/front_extent.h"
#include "widgets/front/prediction_drawing.h"

#include <qcustomplot.h>

#include <QCoreApplication>

#include <algorithm>

namespace odimo::widgets {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(odimo::widgets::FrontDrawing)
};

QCPGraph *addMark(QCustomPlot &plot)
{
    QCPGraph *mark = plot.addGraph();
    mark->setLineStyle(QCPGraph::lsNone);
    mark->setLayer(QStringLiteral("marks"));
    mark->removeFromLegend();
    return mark;
}

/// Below the measured points, and above them, where the mouse leaves its marks.
QCustomPlot &withLayers(QCustomPlot &plot)
{
    plot.addLayer(QStringLiteral("prediction"), plot.layer(QStringLiteral("main")), QCustomPlot::limBelow);
    plot.addLayer(QStringLiteral("marks"), plot.layer(QStringLiteral("main")));
    plot.layer(QStringLiteral("marks"))->setMode(QCPLayer::lmBuffered);
    return plot;
}

} // namespace

FrontDrawing::FrontDrawing(QCustomPlot &plot)
    : m_plot(withLayers(plot)), m_step(plot.addGraph()), m_floor(plot.addGraph()), m_overlays(plot), m_tails(plot),
      m_ghosts(plot), m_markers(plot), m_labels(plot), m_reference(plot.addGraph()), m_selected(addMark(plot)),
      m_hovered(addMark(plot)), m_interval(addMark(plot)), m_colors(plotColors(plot.palette()))
{
    m_step->setName(Text::tr("Front"));
    m_step->setLineStyle(QCPGraph::lsStepLeft);
    m_floor->removeFromLegend();
    m_step->setChannelFillGraph(m_floor);
    m_reference->setName(Text::tr("Reference point"));
    m_reference->setLineStyle(QCPGraph::lsNone);
    m_reference->removeFromLegend();
    m_interval->setLineStyle(QCPGraph::lsLine);
    plot.axisRect()->insetLayout()->setInsetAlignment(0, Qt::AlignRight | Qt::AlignBottom);
    plot.legend->setVisible(true);
    QObject::connect(&plot, &QCustomPlot::afterLayout, &plot, [this] {
        showLegendWithRoom();
        m_labels.place(names(), obstacles());
    });
    for (QCPAxis *axis : {plot.xAxis, plot.yAxis})
        QObject::connect(axis, qOverload<const QCPRange &>(&QCPAxis::rangeChanged), &plot,
                         [axis](const QCPRange &) { chooseTicker(*axis); });
}

void FrontDrawing::setFront(const FrontValues &front, const FrontAxes &axes)
{
    m_front = front;
    m_scale = FrontScale(axes, front.relativeTo);
    m_plot.xAxis->setLabel(m_scale.costTitle());
    m_plot.yAxis->setLabel(m_scale.accuracyTitle());
    scaleAxes();
    m_markers.setPoints(m_front.points, m_scale, m_brushed);
    drawTails();
    m_ghosts.setGhosts(m_front.ghosts, m_scale);
    m_overlays.setOverlays(m_overlays.overlays(), m_scale);
    drawStep();
    drawReference();
    showLegendOfUsed();
}

void FrontDrawing::setOverlays(const std::vector<OverlayFront> &overlays)
{
    m_overlays.setOverlays(overlays, m_scale);
    showLegendOfUsed();
}

void FrontDrawing::setBrushed(const RunSet &runs)
{
    m_brushed = runs;
    m_markers.setPoints(m_front.points, m_scale, m_brushed);
    drawTails();
}

void FrontDrawing::setTailsVisible(bool visible)
{
    m_tails.setVisible(visible);
    showLegendOfUsed();
}

void FrontDrawing::scaleAxes()
{
    setLogarithmic(*m_plot.xAxis, m_scale.axes().isCostLogarithmic);
    setLogarithmic(*m_plot.yAxis, m_scale.isAccuracyLogarithmic());
}

void FrontDrawing::drawStep()
{
    m_step->data()->clear();
    double reach = m_scale.xOfCost(referenceCostOn(m_scale.axes().cost, m_front));
    double best = 0;
    for (const FrontMarker &point : m_front.points) {
        reach = std::max(reach, m_scale.x(point));
        if (point.isDominated)
            continue;
        m_step->addData(m_scale.x(point), m_scale.y(point.accuracy));
        best = std::max(best, point.accuracy);
    }
    m_floor->data()->clear();
    if (m_step->dataCount() == 0)
        return;
    m_step->addData(reach, m_scale.y(best));
    const double bottom = m_scale.isAccuracyLogarithmic() ? 1e-3 : -1e3; // Below all that can be shown.
    m_floor->addData(m_step->data()->constBegin()->key, bottom);
    m_floor->addData(reach, bottom);
}

void FrontDrawing::drawTails()
{
    std::vector<FrontMarker> bright;
    std::ranges::copy_if(m_front.points, std::back_inserter(bright), [this](const FrontMarker &point) {
        return (point.soft || point.hard) && (m_brushed.empty() || m_brushed.contains(point.run));
    });
    m_tails.setPoints(bright, m_scale);
}

void FrontDrawing::drawReference()
{
    m_reference->data()->clear();
    if (!m_front.points.empty())
        m_reference->addData(m_scale.xOfCost(referenceCostOn(m_scale.axes().cost, m_front)),
                             m_scale.y(m_front.reference.accuracy));
}

MarkerPlace FrontDrawing::placeOf(const FrontMarker &point) const
{
    return {.at = positionOf(point),
            .diameter = markerSize(m_plot.fontMetrics()),
            .top = m_plot.yAxis->coordToPixel(m_scale.y(point.interval.high)),
            .bottom = m_plot.yAxis->coordToPixel(m_scale.y(point.interval.low))};
}

std::vector<MarkerName> FrontDrawing::names() const
{
    std::vector<MarkerName> names;
    for (const FrontMarker &point : m_front.points) {
        if (point.isBaseline)
            names.push_back({point.name, placeOf(point)});
        else if (point.run == m_front.knee)
            names.push_back({Text::tr("knee"), placeOf(point)});
    }
    for (const GhostMarker &ghost : m_ghosts.ghosts()) {
        const QPointF at = m_ghosts.positionOf(ghost);
        const double diameter = markerSize(m_plot.fontMetrics());
        const QString name = ghost.run == 0 ? Text::tr("%1 (not trained)").arg(ghost.name) : ghost.name;
        names.push_back(
            {name, {.at = at, .diameter = diameter, .top = at.y() - diameter, .bottom = at.y() + diameter}});
    }
    return names;
}

/// What labels should not cover: markers, error bars and the step line, in pixels. Of many points, those of the front.
std::vector<QRectF> FrontDrawing::obstacles() const
{
    const double size = markerSize(m_plot.fontMetrics());
    std::vector<QRectF> taken;
    QPointF last;
    for (const FrontMarker &point : m_front.points) {
        if (m_markers.areMany() && point.isDominated)
            continue;
        const MarkerPlace place = placeOf(point);
        const QPointF at = place.at;
        taken.emplace_back(at - QPointF(size, size) / 2, QSizeF(size, size));
        taken.emplace_back(at.x() - 1, place.top, 2, place.bottom - place.top);
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
    if (m_plot.legend->visible())
        taken.emplace_back(m_plot.legend->outerRect());
    return taken;
}

void FrontDrawing::showLegendOfUsed()
{
    m_step->removeFromLegend();
    m_markers.removeFromLegend();
    m_tails.removeFromLegend();
    m_ghosts.removeFromLegend();
    m_overlays.removeFromLegend();
    if (m_step->dataCount() > 0)
        m_step->addToLegend();
    m_markers.addToLegend(m_front.points);
    m_tails.addToLegend();
    m_ghosts.addToLegend();
    m_overlays.addToLegend();
    styleLegend(*m_plot.legend, m_colors, m_plot.font());
}

/// In a small plot the legend would hide the points that it explains; their tool tips do, too.
void FrontDrawing::showLegendWithRoom()
{
    const auto areaOf = [](const QRect &rect) {
        return rect.width() * rect.height();
    };
    const int edge = m_plot.fontMetrics().height() * 2 / 3;
    const bool hasArrows =
        std::ranges::any_of(m_front.ghosts, [](const GhostMarker &ghost) { return !ghost.accuracy; });
    m_plot.axisRect()->insetLayout()->setMargins(
        QMargins(edge, edge, edge, hasArrows ? 3 * edge : edge)); // The arrows stand on the axis.
    const bool hasRoom = areaOf(m_plot.legend->outerRect()) < areaOf(m_plot.axisRect()->rect()) / 5;
    m_plot.legend->setVisible((hasRoom || m_isLegendBelow) && m_plot.legend->itemCount() > 0);
}

void FrontDrawing::placeLegend(const QSize &size)
{
    QCPLegend &legend = *m_plot.legend;
    m_plot.setViewport(QRect(QPoint(), size));
    m_plot.replot(); // Lays it out, which shows whether there is room.
    if (legend.visible() || legend.itemCount() == 0)
        return;
    m_isLegendBelow = true;
    int widest = 1;
    for (int item = 0; item < legend.itemCount(); ++item)
        widest = std::max(widest, legend.item(item)->minimumOuterSizeHint().width());
    QCPLayoutGrid &rows = *m_plot.plotLayout();
    const int row = rows.rowCount();
    m_plot.axisRect()->insetLayout()->take(&legend);
    rows.addElement(row, 0, &legend);
    rows.setRowStretchFactor(row, 0.001); // As high as it needs to be.
    const int room = size.width() - legend.margins().left() - legend.margins().right();
    legend.setWrap(std::max(1, room / (widest + legend.columnSpacing())));
    legend.setFillOrder(QCPLegend::foColumnsFirst);
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
    m_floor->setPen(Qt::NoPen);
    m_markers.setColors(colors);
    m_tails.setColors(colors);
    m_ghosts.setColors(colors);
    m_overlays.setColors(colors);
    m_labels.setColors(colors);
    m_reference->setScatterStyle(
        QCPScatterStyle(QCPScatterStyle::ssPlusCircle, QPen(colors.front, line * 0.6), Qt::NoBrush, size * 1.2));
    m_selected->setScatterStyle(
        QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(colors.selection, line * 1.6), Qt::NoBrush, size * 1.9));
    m_hovered->setScatterStyle(
        QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(colors.selection, line * 0.8), Qt::NoBrush, size * 2.2));
    m_interval->setPen(QPen(colors.selection, line * 0.8));
}

void FrontDrawing::replotMarks() { m_plot.layer(QStringLiteral("marks"))->replot(); }

void FrontDrawing::markSelected(const FrontMarker *point)
{
    m_selected->data()->clear();
    if (point)
        m_selected->addData(m_scale.x(*point), m_scale.y(point->accuracy));
}

void FrontDrawing::markHovered(const FrontMarker *point)
{
    m_hovered->data()->clear();
    m_interval->data()->clear();
    if (point) {
        const double x = m_scale.x(*point);
        m_hovered->addData(x, m_scale.y(point->accuracy));
        m_interval->addData(x, m_scale.y(point->interval.low));
        m_interval->addData(x, m_scale.y(point->interval.high));
    }
    replotMarks();
}

void FrontDrawing::markHovered(const GhostMarker &ghost)
{
    m_hovered->data()->clear();
    m_interval->data()->clear();
    const QPointF at = m_ghosts.positionOf(ghost);
    m_hovered->addData(m_plot.xAxis->pixelToCoord(at.x()), m_plot.yAxis->pixelToCoord(at.y()));
    replotMarks();
}

void FrontDrawing::fit(const PredictionDrawing &prediction)
{
    FrontExtent extent(*m_plot.xAxis, *m_plot.yAxis);
    for (const FrontMarker &point : m_front.points) {
        extent.include(m_scale.x(point), m_scale.y(point.interval.low));
        extent.include(m_scale.x(point), m_scale.y(point.interval.high));
    }
    const double deepest = extent.lowestY() - extent.heightY(); // A poor baseline must not flatten the front.
    for (const GhostMarker &ghost : m_front.ghosts) {
        extent.includeX(m_scale.x(ghost));
        if (ghost.accuracy && (m_front.points.empty() || m_scale.y(*ghost.accuracy) >= deepest))
            extent.includeY(m_scale.y(*ghost.accuracy));
    }
    for (const OverlayFront &overlay : overlays())
        for (const FrontMarker &point : overlay.fronts.on(m_scale.axes().cost).points)
            extent.include(m_scale.x(point), m_scale.y(point.accuracy));
    for (const PredictedMarker &point : prediction.points())
        extent.include(m_scale.x(point), m_scale.y(point.accuracy));
    extent.apply();
}

QPointF FrontDrawing::positionOf(const FrontMarker &point) const
{
    return {m_plot.xAxis->coordToPixel(m_scale.x(point)), m_plot.yAxis->coordToPixel(m_scale.y(point.accuracy))};
}

const FrontMarker *FrontDrawing::pointAt(const QPointF &position) const
{
    const FrontMarker *nearest = nullptr;
    double least = markerSize(m_plot.fontMetrics());
    for (const FrontMarker &point : m_front.points) {
        const double distance = QLineF(position, positionOf(point)).length();
        if (distance < least) {
            least = distance;
            nearest = &point;
        }
    }
    return nearest;
}

RunSet FrontDrawing::runsIn(const QRectF &area) const
{
    RunSet runs;
    for (const FrontMarker &point : m_front.points)
        if (area.contains(positionOf(point)))
            runs.insert(point.run);
    return runs;
}

RunSet FrontDrawing::runsInView() const { return runsIn(m_plot.axisRect()->rect()); }

int FrontDrawing::outOfView() const
{
    const QRectF view = m_plot.axisRect()->rect();
    return static_cast<int>(std::ranges::count_if(
        m_front.points, [&](const FrontMarker &point) { return !view.contains(positionOf(point)); }));
}

} // namespace odimo::widgets
