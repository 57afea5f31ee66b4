// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/base/plot_style.h"
#include "widgets/front/front_values.h"

#include <QPointF>
#include <QRectF>

#include <array>
#include <vector>

class QCustomPlot;
class QCPErrorBars;
class QCPGraph;
class QCPItemText;

namespace odimo::widgets {

class PredictionDrawing;

/// The graphs of the measured front in a plot that owns them: what is drawn, without any interaction.
/// Found mappings are discs, baselines diamonds with their name; hollow if they were not trained, grey if dominated.
class FrontDrawing {
public:
    explicit FrontDrawing(QCustomPlot &plot);

    void setFront(const FrontValues &front, CostAxis axis);
    void setColors(const PlotColors &colors);
    /// Rings around a point; absent removes the ring.
    void markSelected(const FrontMarker *point);
    void markHovered(const FrontMarker *point);
    /// Shows all points with a margin, and those of the prediction.
    void fit(const PredictionDrawing &prediction);

    const FrontValues &front() const { return m_front; }
    QPointF positionOf(const FrontMarker &point) const;
    /// How many points lie beside the view.
    int outOfView() const;

private:
    /// What decides the look of a point. Later ones are drawn over earlier ones.
    struct Kind {
        bool isOnFront = false;
        bool isBaseline = false;
        bool isTrained = false;
        std::size_t index() const { return (isOnFront ? 4 : 0) + (isBaseline ? 2 : 0) + (isTrained ? 1 : 0); }
    };
    struct Series {
        Kind kind;
        QCPGraph *markers = nullptr;
        QCPErrorBars *errors = nullptr;
    };
    static Kind kindOf(const FrontMarker &point);
    const Series &seriesOf(const Kind &kind) const { return m_series[kind.index()]; }
    void addSeries();
    void styleSeries(const Series &series) const;
    void drawPoints();
    void drawStep();
    void drawLabels();
    std::vector<QRectF> obstacles() const;
    void placeLabels();
    void showLegendOfUsed();
    void showLegendWithRoom();

    QCustomPlot &m_plot;
    QCPGraph *m_step;
    std::array<Series, 8> m_series;
    QCPGraph *m_selected;
    QCPGraph *m_hovered;
    std::vector<QCPItemText *> m_labels; ///< Of the baselines, in the order of the points.
    FrontValues m_front;
    CostAxis m_axis = CostAxis::Kilocycles;
    PlotColors m_colors;
};

} // namespace odimo::widgets
