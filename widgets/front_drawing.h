// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/front_values.h"
#include "widgets/plot_style.h"

#include <QPointF>
#include <QRectF>

#include <array>
#include <vector>

class QCustomPlot;
class QCPErrorBars;
class QCPGraph;
class QCPItemText;

namespace odimo::widgets {

/// The graphs of the front in a plot that owns them: what is drawn, without any interaction.
/// Searched points are discs, baselines diamonds with their name; filled on the front, hollow if dominated.
class FrontDrawing {
public:
    explicit FrontDrawing(QCustomPlot &plot);

    void setFront(const FrontValues &front, CostAxis axis);
    void setColors(const PlotColors &colors);
    /// Rings around a point; absent removes the ring.
    void markSelected(const FrontMarker *point);
    void markHovered(const FrontMarker *point);
    /// Shows all points with a margin.
    void fit();

    const FrontValues &front() const { return m_front; }
    QPointF positionOf(const FrontMarker &point) const;

private:
    enum Kind { SearchedOnFront, SearchedDominated, BaselineOnFront, BaselineDominated, KindCount };
    struct Series {
        QCPGraph *markers = nullptr;
        QCPErrorBars *errors = nullptr;
    };
    static Kind kindOf(const FrontMarker &point);
    void addSeries();
    void drawPoints();
    void drawStep();
    void drawLabels();
    std::vector<QRectF> obstacles() const;
    void placeLabels();
    void showLegendOfUsed();
    void showLegendWithRoom();

    QCustomPlot &m_plot;
    QCPGraph *m_step;
    std::array<Series, KindCount> m_series;
    QCPGraph *m_selected;
    QCPGraph *m_hovered;
    std::vector<QCPItemText *> m_labels; ///< Of the baselines, in the order of the points.
    FrontValues m_front;
    CostAxis m_axis = CostAxis::Kilocycles;
    PlotColors m_colors;
};

} // namespace odimo::widgets
