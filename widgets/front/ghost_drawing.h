// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/base/plot_style.h"
#include "widgets/front/front_scale.h"

#include <QPointF>

#include <vector>

class QCustomPlot;
class QCPGraph;
class QCPItemLine;

namespace odimo::widgets {

/// Mappings whose cost is known and whose accuracy nobody has measured: a dashed outline at the accuracy that is
/// expected, or, where nothing is known, an arrow that points up from the cost axis.
class GhostDrawing {
public:
    explicit GhostDrawing(QCustomPlot &plot);

    void setGhosts(const std::vector<GhostMarker> &ghosts, const FrontScale &scale);
    void setColors(const PlotColors &colors);
    void removeFromLegend();
    void addToLegend();

    const std::vector<GhostMarker> &ghosts() const { return m_ghosts; }
    /// In pixels: of the marker or of the arrow.
    QPointF positionOf(const GhostMarker &ghost) const;
    const GhostMarker *ghostAt(const QPointF &position) const;

private:
    double arrowLength() const;
    void addArrow(double x, const PlotColors &colors);

    QCustomPlot &m_plot;
    QCPGraph *m_running;
    QCPGraph *m_baselines;
    std::vector<QCPItemLine *> m_arrows;
    std::vector<GhostMarker> m_ghosts;
    FrontScale m_scale;
    PlotColors m_colors;
};

} // namespace odimo::widgets
