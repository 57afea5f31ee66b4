// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/overlay_drawing.h"

#include <qcustomplot.h>

#include <algorithm>
#include <array>

namespace odimo::widgets {

namespace {

constexpr std::array shapes = {QCPScatterStyle::ssSquare, QCPScatterStyle::ssTriangle,
                               QCPScatterStyle::ssTriangleInverted, QCPScatterStyle::ssCrossSquare,
                               QCPScatterStyle::ssPlusCircle};

} // namespace

OverlayDrawing::OverlayDrawing(QCustomPlot &plot) : m_plot(plot), m_colors(plotColors(plot.palette())) {}

OverlayDrawing::Graphs OverlayDrawing::addGraphs(const OverlayFront &overlay, const FrontScale &scale)
{
    const Graphs graphs{.line = m_plot.addGraph(), .dominated = m_plot.addGraph()};
    graphs.line->setName(overlay.name);
    graphs.line->setLineStyle(QCPGraph::lsStepLeft);
    graphs.dominated->setLineStyle(QCPGraph::lsNone);
    for (QCPGraph *graph : {graphs.line, graphs.dominated}) {
        graph->setLayer(QStringLiteral("prediction"));
        graph->removeFromLegend();
    }
    for (const FrontMarker &point : overlay.fronts.on(scale.axes().cost).points)
        (point.isDominated ? graphs.dominated : graphs.line)->addData(scale.x(point), scale.y(point.accuracy));
    return graphs;
}

void OverlayDrawing::setOverlays(const std::vector<OverlayFront> &overlays, const FrontScale &scale)
{
    for (const Graphs &graphs : m_graphs) {
        m_plot.removeGraph(graphs.line);
        m_plot.removeGraph(graphs.dominated);
    }
    m_graphs.clear();
    m_overlays = overlays;
    for (const OverlayFront &overlay : m_overlays)
        m_graphs.push_back(addGraphs(overlay, scale));
    setColors(m_colors);
}

void OverlayDrawing::setColors(const PlotColors &colors)
{
    m_colors = colors;
    const double size = markerSize(m_plot.fontMetrics());
    for (std::size_t index = 0; index < m_graphs.size(); ++index) {
        const QColor color = overlayColor(static_cast<int>(index), m_plot.palette());
        const auto shape = shapes[index % shapes.size()];
        QPen line(color, size / 8);
        line.setDashPattern({6, 3});
        m_graphs[index].line->setPen(line);
        m_graphs[index].line->setScatterStyle(
            QCPScatterStyle(shape, QPen(color, size / 7), colors.background, size * 0.85));
        QColor faint = color;
        faint.setAlphaF(0.5F);
        m_graphs[index].dominated->setScatterStyle(
            QCPScatterStyle(shape, QPen(faint, size / 9), Qt::NoBrush, size * 0.6));
    }
}

void OverlayDrawing::removeFromLegend()
{
    for (const Graphs &graphs : m_graphs)
        graphs.line->removeFromLegend();
}

void OverlayDrawing::addToLegend()
{
    for (const Graphs &graphs : m_graphs)
        graphs.line->addToLegend();
}

} // namespace odimo::widgets
