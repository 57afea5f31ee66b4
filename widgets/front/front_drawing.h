// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/front/front_labels.h"
#include "widgets/front/ghost_drawing.h"
#include "widgets/front/marker_series.h"
#include "widgets/front/overlay_drawing.h"
#include "widgets/front/tail_drawing.h"

#include <QPointF>
#include <QRectF>

#include <vector>

class QCustomPlot;
class QCPGraph;

namespace odimo::widgets {

class PredictionDrawing;

/// The graphs of the measured front in a plot that owns them: what is drawn, without any interaction.
class FrontDrawing {
public:
    explicit FrontDrawing(QCustomPlot &plot);

    void setFront(const FrontValues &front, const FrontAxes &axes);
    void setOverlays(const std::vector<OverlayFront> &overlays);
    void setBrushed(const RunSet &runs);
    void setTailsVisible(bool visible);
    void setColors(const PlotColors &colors);
    /// Rings around a point; absent removes the ring. The hovered one has its interval, too.
    void markSelected(const FrontMarker *point);
    void markHovered(const FrontMarker *point);
    void markHovered(const GhostMarker &ghost);
    /// Draws the marks alone, which is much faster than the points.
    void replotMarks();
    /// In a picture of that size, whose points have no tool tips: below the plot, if it would hide them.
    void placeLegend(const QSize &size);
    /// Shows all points with a margin, and those of the prediction.
    void fit(const PredictionDrawing &prediction);

    const FrontValues &front() const { return m_front; }
    const FrontScale &scale() const { return m_scale; }
    const GhostDrawing &ghosts() const { return m_ghosts; }
    const std::vector<OverlayFront> &overlays() const { return m_overlays.overlays(); }
    const RunSet &brushed() const { return m_brushed; }
    bool areTailsVisible() const { return m_tails.isVisible(); }
    const FrontLabels &labels() const { return m_labels; }
    QPointF positionOf(const FrontMarker &point) const;
    /// The point whose marker lies under the position.
    const FrontMarker *pointAt(const QPointF &position) const;
    /// The runs of the points inside, in pixels.
    RunSet runsIn(const QRectF &area) const;
    /// How many points lie beside the view.
    RunSet runsInView() const;
    int outOfView() const;

private:
    void drawStep();
    void drawTails();
    void drawReference();
    void scaleAxes();
    MarkerPlace placeOf(const FrontMarker &point) const;
    std::vector<MarkerName> names() const;
    std::vector<QRectF> obstacles() const;
    void showLegendOfUsed();
    void showLegendWithRoom();

    QCustomPlot &m_plot;
    QCPGraph *m_step;
    QCPGraph *m_floor; ///< Down to which the front is shaded.
    OverlayDrawing m_overlays;
    TailDrawing m_tails;
    GhostDrawing m_ghosts;
    MarkerSeries m_markers;
    FrontLabels m_labels;
    QCPGraph *m_reference;
    QCPGraph *m_selected;
    QCPGraph *m_hovered;
    QCPGraph *m_interval;
    FrontValues m_front;
    FrontScale m_scale;
    RunSet m_brushed;
    PlotColors m_colors;
    bool m_isLegendBelow = false;
};

} // namespace odimo::widgets
