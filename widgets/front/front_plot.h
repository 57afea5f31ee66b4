// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/base/run_set.h"
#include "widgets/front/front_hit.h"
#include "widgets/front/front_scale.h"
#include "widgets/front/zoom_history.h"

#include <QWidget>

#include <memory>
#include <optional>

class QCustomPlot;
class QMenu;

namespace odimo::widgets {

class FrontDrawing;
class PlotBand;
class PredictionDrawing;

/// Accuracy against cost: the front as a step line, all measured points, one of them selected, and what is predicted,
/// of which a point can be chosen too. Drag moves, the wheel and a rectangle with Ctrl zoom, one with Shift selects, F
/// or a double click shows everything; the arrow keys walk along the points. The lines of the limits can be dragged.
class FrontPlot : public QWidget {
    Q_OBJECT

public:
    explicit FrontPlot(QWidget *parent = nullptr);
    ~FrontPlot() override;

    /// Keeps the view if the user has zoomed, else shows all points.
    void setFront(const FrontValues &front, const FrontAxes &axes);
    const FrontValues &front() const;

    /// In the axis of the front. Keeps the view unless it is too small for the prediction.
    void setPrediction(const std::vector<PredictedMarker> &points);
    const std::vector<PredictedMarker> &prediction() const;
    void setLimits(const FrontLimits &limits);
    void setOverlays(const std::vector<OverlayFront> &overlays);
    void setTailsVisible(bool visible);

    /// Where the run's marker stands, in pixels of this widget.
    std::optional<QPointF> positionOf(std::int64_t run) const;
    /// The names that stand beside markers.
    QStringList shownNames() const;
    QStringList legend() const;
    const FrontAxes &axes() const { return m_axes; }
    const FrontLimits &limits() const { return m_limits; }
    const FrontDrawing &drawing() const { return *m_drawing; }
    FrontDrawing &drawing() { return *m_drawing; }
    QCustomPlot &canvas() { return *m_plot; }
    /// What is shown, in the coordinates of the axes.
    QRectF view() const;
    std::int64_t selectedRun() const { return m_selected; }
    /// False once the user has zoomed or moved, until fit().
    bool followsData() const { return m_follows; }
    bool canGoBack() const { return m_history.canGoBack(); }
    bool canGoForward() const { return m_history.canGoForward(); }

public slots:
    /// 0 selects nothing. Emits nothing.
    void setSelectedRun(qint64 run);
    /// All others are faint; empty: none is. Emits nothing.
    void setBrushed(const odimo::widgets::RunSet &runs);
    void fit();
    /// To the views before and after that the user has chosen.
    void goBack();
    void goForward();

signals:
    /// How many measured points lie beside the view, after it was drawn.
    void outOfViewChanged(int points);
    void historyChanged();
    void runChosen(qint64 run);
    void brushed(const odimo::widgets::RunSet &runs);
    /// A point of prediction(), by its place there.
    void predictionChosen(qsizetype index);
    /// The menu of a point opens; whoever knows something to do with it adds actions.
    void menuRequested(QMenu &menu, const odimo::widgets::FrontTarget &target);
    /// The description of the point under the cursor or reached by a key; empty if there is none.
    void described(const QString &text);
    /// The line of a limit was dragged to this cost, in the unit of the axis, or accuracy, a fraction.
    void limitDragged(odimo::widgets::LimitKind limit, double value);

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    const FrontMarker *pointOf(std::int64_t run) const;
    void choose(const FrontMarker *point);
    void choosePrediction(const PredictedMarker *point);
    void step(int by);
    void openMenu(const FrontTarget &target, const QPoint &globalPosition);
    void press(const QMouseEvent &event);
    void move(const QMouseEvent &event);
    void release(const QMouseEvent &event);
    void finish(const QRect &area, bool isZoom);
    void hover(const QPointF &position, const QPoint &globalPosition);
    void dragLimit(const QPointF &position);
    void showView(const QRectF &view);
    void rememberView();
    void turnWheel();
    void showAll();
    void restyle();

    QCustomPlot *m_plot;
    std::unique_ptr<FrontDrawing> m_drawing;
    std::unique_ptr<PredictionDrawing> m_prediction;
    std::unique_ptr<PlotBand> m_band;
    ZoomHistory m_history;
    FrontLimits m_limits;
    std::int64_t m_selected = 0;
    FrontHit m_hovered;
    std::optional<PredictedMarker> m_chosenPrediction; ///< As it was when it was chosen.
    std::optional<LimitKind> m_draggedLimit;
    FrontAxes m_axes;
    QPointF m_pressedAt;
    bool m_follows = true;
    bool m_isTurningWheel = false;
    int m_outOfView = 0;
};

} // namespace odimo::widgets
