// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/base/plot_style.h"
#include "widgets/front/front_scale.h"

#include <QPointF>

#include <array>
#include <optional>
#include <vector>

class QCustomPlot;
class QCPAbstractItem;
class QCPGraph;
class QCPItemRect;
class QCPItemStraightLine;
class QCPItemText;

namespace odimo::widgets {

/// What is expected and asked for, in a plot that owns the graphs: the predicted front as a dashed line below the
/// measured points, and the limits as lines beyond which the plot is shaded.
class PredictionDrawing {
public:
    explicit PredictionDrawing(QCustomPlot &plot);

    void setPrediction(const std::vector<PredictedMarker> &points, const FrontScale &scale);
    void setLimits(const FrontLimits &limits, const FrontScale &scale);
    void setColors(const PlotColors &colors);
    /// A ring around a point; absent removes it.
    void markHovered(const PredictedMarker *point);

    const std::vector<PredictedMarker> &points() const { return m_points; }
    /// The point whose marker would lie under the position, if there were one.
    const PredictedMarker *pointAt(const QPointF &position) const;
    QPointF positionOf(const PredictedMarker &point) const;
    /// The limit whose line is close to the position.
    std::optional<LimitKind> limitAt(const QPointF &position) const;
    /// True if a part of the prediction lies outside of what the axes show.
    bool isCutOff() const;

private:
    struct Limit {
        QCPItemStraightLine *line = nullptr;
        QCPItemRect *beyond = nullptr;
        QCPItemText *label = nullptr;
        std::array<QCPAbstractItem *, 3> items() const;
    };
    Limit addLimit();
    void placeCostLimit(std::optional<double> most);
    void placeAccuracyLimit(std::optional<double> least);
    void placeLabels();

    QCustomPlot &m_plot;
    QCPGraph *m_line;
    QCPGraph *m_hovered;
    Limit m_cost;
    Limit m_accuracy;
    std::vector<PredictedMarker> m_points;
    FrontScale m_scale;
    PlotColors m_colors;
};

} // namespace odimo::widgets
