// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/front/front_values.h"

#include <QWidget>

#include <memory>
#include <optional>

class QCustomPlot;

namespace odimo::widgets {

class FrontDrawing;
class PredictionDrawing;

/// Accuracy against cost: the front as a step line, all measured points, one of them selected, and what is predicted,
/// of which a point can be chosen too. Drag moves, the wheel zooms, F or a double click shows everything; the arrow
/// keys walk along the points. The lines of the limits can be dragged.
class FrontPlot : public QWidget {
    Q_OBJECT

public:
    explicit FrontPlot(QWidget *parent = nullptr);
    ~FrontPlot() override;

    /// Keeps the view if the user has zoomed, else shows all points.
    void setFront(const FrontValues &front, CostAxis axis);

    /// In the axis of the front. Keeps the view unless it is too small for the prediction.
    void setPrediction(const std::vector<PredictedMarker> &points);
    const std::vector<PredictedMarker> &prediction() const;
    void setLimits(const FrontLimits &limits);

    /// Where the run's marker stands, in pixels of this widget.
    std::optional<QPointF> positionOf(std::int64_t run) const;
    std::int64_t selectedRun() const { return m_selected; }
    /// False once the user has zoomed or moved, until fit().
    bool followsData() const { return m_follows; }

public slots:
    /// 0 selects nothing. Emits nothing.
    void setSelectedRun(qint64 run);
    void fit();

signals:
    /// How many measured points lie beside the view, after it was drawn.
    void outOfViewChanged(int points);
    void runChosen(qint64 run);
    /// A point of prediction(), by its place there.
    void predictionChosen(qsizetype index);
    /// The description of the point under the cursor or reached by a key; empty if there is none.
    void described(const QString &text);
    /// The line of a limit was dragged to this cost, in the unit of the axis, or accuracy, a fraction.
    void limitDragged(odimo::widgets::LimitKind limit, double value);

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    const FrontMarker *pointOf(std::int64_t run) const;
    const FrontMarker *pointAt(const QPointF &position) const;
    void choose(const FrontMarker *point);
    void choosePrediction(const PredictedMarker *point);
    void step(int by);
    void press(const QMouseEvent &event);
    void move(const QMouseEvent &event);
    void release(const QMouseEvent &event);
    void hover(const QPointF &position, const QPoint &globalPosition);
    void hoverPrediction(const PredictedMarker *point, const QPoint &globalPosition);
    void dragLimit(const QPointF &position);
    void restyle();

    QCustomPlot *m_plot;
    std::unique_ptr<FrontDrawing> m_drawing;
    std::unique_ptr<PredictionDrawing> m_prediction;
    std::int64_t m_selected = 0;
    std::int64_t m_hovered = 0;
    const PredictedMarker *m_hoveredPrediction = nullptr;
    std::optional<PredictedMarker> m_chosenPrediction; ///< As it was when it was chosen.
    std::optional<LimitKind> m_draggedLimit;
    CostAxis m_axis = CostAxis::Kilocycles;
    QPointF m_pressedAt;
    bool m_follows = true;
    int m_outOfView = 0;
};

} // namespace odimo::widgets
