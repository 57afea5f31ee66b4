// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/ghost_drawing.h"

#include <qcustomplot.h>

#include <QCoreApplication>

#include <algorithm>

namespace odimo::widgets {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(odimo::widgets::GhostDrawing)
};

} // namespace

GhostDrawing::GhostDrawing(QCustomPlot &plot)
    : m_plot(plot), m_running(plot.addGraph()), m_baselines(plot.addGraph()), m_colors(plotColors(plot.palette()))
{
    m_running->setName(Text::tr("Not measured yet"));
    m_baselines->setName(Text::tr("Computed, not trained"));
    for (QCPGraph *markers : {m_running, m_baselines}) {
        markers->setLineStyle(QCPGraph::lsNone);
        markers->removeFromLegend();
    }
}

void GhostDrawing::setGhosts(const std::vector<GhostMarker> &ghosts, const FrontScale &scale)
{
    m_ghosts = ghosts;
    m_scale = scale;
    m_running->data()->clear();
    m_baselines->data()->clear();
    for (QCPItemLine *arrow : m_arrows)
        m_plot.removeItem(arrow);
    m_arrows.clear();
    for (const GhostMarker &ghost : m_ghosts) {
        if (ghost.accuracy)
            (ghost.isBaseline ? m_baselines : m_running)->addData(scale.x(ghost), scale.y(*ghost.accuracy));
        else
            addArrow(scale.x(ghost), m_colors);
    }
    setColors(m_colors);
}

double GhostDrawing::arrowLength() const { return 1.4 * m_plot.fontMetrics().height(); }

void GhostDrawing::addArrow(double x, const PlotColors &colors)
{
    auto *arrow = new QCPItemLine(&m_plot);
    arrow->start->setTypeX(QCPItemPosition::ptPlotCoords);
    arrow->start->setTypeY(QCPItemPosition::ptAxisRectRatio);
    arrow->start->setCoords(x, 1);
    arrow->end->setParentAnchor(arrow->start);
    arrow->end->setCoords(0, -arrowLength());
    arrow->setHead(QCPLineEnding::esSpikeArrow);
    arrow->setPen(QPen(colors.baseline, markerSize(m_plot.fontMetrics()) / 6));
    arrow->setSelectable(false);
    m_arrows.push_back(arrow);
}

void GhostDrawing::setColors(const PlotColors &colors)
{
    m_colors = colors;
    const double size = markerSize(m_plot.fontMetrics());
    const auto outlined = [&](QCPGraph *markers, QCPScatterStyle::ScatterShape shape, const QColor &color,
                              double share) {
        QPen pen(color, size / 7);
        pen.setDashPattern({2, 1.5});
        markers->setPen(pen);
        markers->setScatterStyle(QCPScatterStyle(shape, pen, colors.background, size * share));
    };
    outlined(m_running, QCPScatterStyle::ssCircle, colors.training, 1.1);
    outlined(m_baselines, QCPScatterStyle::ssDiamond, colors.baseline, 1.3);
    for (QCPItemLine *arrow : m_arrows) {
        arrow->setPen(QPen(colors.baseline, size / 6));
        arrow->end->setCoords(0, -arrowLength());
    }
}

void GhostDrawing::removeFromLegend()
{
    m_running->removeFromLegend();
    m_baselines->removeFromLegend();
}

void GhostDrawing::addToLegend()
{
    if (std::ranges::any_of(m_ghosts, [](const GhostMarker &ghost) { return !ghost.isBaseline; }))
        m_running->addToLegend();
    if (std::ranges::any_of(m_ghosts, &GhostMarker::isBaseline))
        m_baselines->addToLegend();
}

QPointF GhostDrawing::positionOf(const GhostMarker &ghost) const
{
    const double x = m_plot.xAxis->coordToPixel(m_scale.x(ghost));
    if (ghost.accuracy)
        return {x, m_plot.yAxis->coordToPixel(m_scale.y(*ghost.accuracy))};
    return {x, m_plot.axisRect()->bottom() - arrowLength() / 2};
}

const GhostMarker *GhostDrawing::ghostAt(const QPointF &position) const
{
    const GhostMarker *nearest = nullptr;
    double least = markerSize(m_plot.fontMetrics());
    for (const GhostMarker &ghost : m_ghosts) {
        const double distance = QLineF(position, positionOf(ghost)).length();
        if (distance < least) {
            least = distance;
            nearest = &ghost;
        }
    }
    return nearest;
}

} // namespace odimo::widgets
