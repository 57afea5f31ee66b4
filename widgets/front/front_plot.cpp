// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/front_plot.h"

#include "widgets/front/front_drawing.h"
#include "widgets/front/prediction_drawing.h"

#include <qcustomplot.h>

#include <QToolTip>

#include <algorithm>
#include <utility>

namespace odimo::widgets {

FrontPlot::FrontPlot(QWidget *parent) : QWidget(parent), m_plot(new QCustomPlot(this))
{
    m_drawing = std::make_unique<FrontDrawing>(*m_plot);
    m_prediction = std::make_unique<PredictionDrawing>(*m_plot);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_plot);

    setAccessibleName(tr("Front of accuracy against cost"));
    setAccessibleDescription(tr("The arrow keys walk along the points; the table of runs shows the same values"));
    setFocusPolicy(Qt::StrongFocus);
    m_plot->setFocusPolicy(Qt::NoFocus);
    m_plot->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    m_plot->setNoAntialiasingOnDrag(true);
    m_plot->setMouseTracking(true);
    m_plot->installEventFilter(this);
    connect(m_plot, &QCustomPlot::mouseWheel, this, [this] { m_follows = false; });
    connect(m_plot, &QCustomPlot::mouseDoubleClick, this, &FrontPlot::fit);
    connect(m_plot, &QCustomPlot::afterReplot, this, [this] {
        const int points = m_follows ? 0 : m_drawing->outOfView();
        if (std::exchange(m_outOfView, points) != points)
            emit outOfViewChanged(points);
    });
    restyle();
}

FrontPlot::~FrontPlot()
{
    // A widget under the cursor is left by the mouse while it goes; that must not reach the drawing any more.
    m_plot->removeEventFilter(this);
    delete m_plot;
}

void FrontPlot::setFront(const FrontValues &front, CostAxis axis)
{
    if (axis != m_axis) {
        m_follows = true;
        setPrediction({}); // It was made for the other one.
    }
    m_axis = axis;
    m_drawing->setFront(front, axis);
    m_drawing->markSelected(pointOf(m_selected));
    if (m_follows)
        m_drawing->fit(*m_prediction);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void FrontPlot::setPrediction(const std::vector<PredictedMarker> &points)
{
    m_hoveredPrediction = nullptr;
    m_chosenPrediction.reset();
    m_prediction->setPrediction(points, m_axis);
    if (m_follows && m_prediction->isCutOff())
        m_drawing->fit(*m_prediction);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

const std::vector<PredictedMarker> &FrontPlot::prediction() const { return m_prediction->points(); }

void FrontPlot::setLimits(const FrontLimits &limits)
{
    m_prediction->setLimits(limits, m_axis);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

const FrontMarker *FrontPlot::pointOf(std::int64_t run) const
{
    const auto &points = m_drawing->front().points;
    const auto found = std::ranges::find(points, run, &FrontMarker::run);
    return found == points.end() ? nullptr : &*found;
}

std::optional<QPointF> FrontPlot::positionOf(std::int64_t run) const
{
    const FrontMarker *point = pointOf(run);
    return point ? std::optional(m_drawing->positionOf(*point)) : std::nullopt;
}

const FrontMarker *FrontPlot::pointAt(const QPointF &position) const
{
    const FrontMarker *nearest = nullptr;
    double least = markerSize(fontMetrics());
    for (const FrontMarker &point : m_drawing->front().points) {
        const double distance = QLineF(position, m_drawing->positionOf(point)).length();
        if (distance < least) {
            least = distance;
            nearest = &point;
        }
    }
    return nearest;
}

void FrontPlot::setSelectedRun(qint64 run)
{
    m_selected = run;
    m_drawing->markSelected(pointOf(run));
    if (run != 0 && m_chosenPrediction) {
        m_chosenPrediction.reset();
        m_prediction->markHovered(m_hoveredPrediction);
    }
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void FrontPlot::fit()
{
    m_follows = true;
    m_drawing->fit(*m_prediction);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void FrontPlot::choose(const FrontMarker *point)
{
    if (!point || point->run == m_selected)
        return;
    setSelectedRun(point->run);
    emit described(describeInLine(*point));
    emit runChosen(m_selected);
}

void FrontPlot::choosePrediction(const PredictedMarker *point)
{
    if (!point)
        return;
    m_chosenPrediction = *point;
    m_prediction->markHovered(point);
    emit described(describeInLine(*point));
    emit predictionChosen(point - m_prediction->points().data());
}

void FrontPlot::step(int by)
{
    std::vector<const FrontMarker *> byCost;
    for (const FrontMarker &point : m_drawing->front().points)
        byCost.push_back(&point);
    if (byCost.empty())
        return;
    std::ranges::sort(byCost, {}, [this](const FrontMarker *point) { return costOn(m_axis, *point); });
    const auto current = std::ranges::find(byCost, m_selected, [](const FrontMarker *point) { return point->run; });
    if (current == byCost.end()) {
        choose(by > 0 ? byCost.front() : byCost.back());
        return;
    }
    const auto at = (current - byCost.begin()) + by;
    choose(byCost[static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(at, 0, std::ssize(byCost) - 1))]);
}

void FrontPlot::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Right:
    case Qt::Key_Up:
        step(1);
        break;
    case Qt::Key_Left:
    case Qt::Key_Down:
        step(-1);
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

void FrontPlot::hover(const QPointF &position, const QPoint &globalPosition)
{
    const FrontMarker *point = pointAt(position);
    const std::optional<LimitKind> limit = point ? std::nullopt : m_prediction->limitAt(position);
    const PredictedMarker *predicted = point || limit ? nullptr : m_prediction->pointAt(position);
    m_plot->setCursor(point || predicted             ? Qt::PointingHandCursor
                      : limit == LimitKind::Cost     ? Qt::SplitHCursor
                      : limit == LimitKind::Accuracy ? Qt::SplitVCursor
                                                     : Qt::ArrowCursor);
    hoverPrediction(predicted, globalPosition);
    const std::int64_t run = point ? point->run : 0;
    if (run == m_hovered)
        return;
    m_hovered = run;
    m_drawing->markHovered(point);
    if (point)
        QToolTip::showText(globalPosition, describe(*point), m_plot);
    else if (!m_hoveredPrediction)
        QToolTip::hideText();
    if (point || !m_hoveredPrediction)
        emit described(point ? describeInLine(*point) : QString());
}

void FrontPlot::hoverPrediction(const PredictedMarker *point, const QPoint &globalPosition)
{
    if (point == m_hoveredPrediction)
        return;
    m_hoveredPrediction = point;
    m_prediction->markHovered(point || !m_chosenPrediction ? point : &*m_chosenPrediction);
    if (point)
        QToolTip::showText(globalPosition, describe(*point), m_plot);
    else
        QToolTip::hideText();
    emit described(point ? describeInLine(*point) : QString());
}

void FrontPlot::press(const QMouseEvent &event)
{
    m_pressedAt = event.position();
    setFocus(Qt::MouseFocusReason);
    if (event.button() == Qt::LeftButton && !pointAt(m_pressedAt))
        m_draggedLimit = m_prediction->limitAt(m_pressedAt);
    m_plot->setInteraction(QCP::iRangeDrag, !m_draggedLimit);
}

void FrontPlot::move(const QMouseEvent &event)
{
    if (m_draggedLimit)
        dragLimit(event.position());
    else if (event.buttons() & Qt::LeftButton)
        m_follows = m_follows && QLineF(m_pressedAt, event.position()).length() < QApplication::startDragDistance();
    else
        hover(event.position(), event.globalPosition().toPoint());
}

void FrontPlot::release(const QMouseEvent &event)
{
    const bool wasLimit = std::exchange(m_draggedLimit, std::nullopt).has_value();
    if (wasLimit || QLineF(m_pressedAt, event.position()).length() >= QApplication::startDragDistance())
        return;
    if (const FrontMarker *point = pointAt(event.position()))
        choose(point);
    else
        choosePrediction(m_prediction->pointAt(event.position()));
}

void FrontPlot::dragLimit(const QPointF &position)
{
    switch (*m_draggedLimit) {
    case LimitKind::Cost:
        emit limitDragged(LimitKind::Cost, m_plot->xAxis->pixelToCoord(position.x()));
        break;
    case LimitKind::Accuracy:
        emit limitDragged(LimitKind::Accuracy, m_plot->yAxis->pixelToCoord(position.y()) / 100);
        break;
    }
}

bool FrontPlot::eventFilter(QObject *watched, QEvent *event)
{
    const auto *mouse = dynamic_cast<QMouseEvent *>(event);
    if (mouse && event->type() == QEvent::MouseButtonPress)
        press(*mouse);
    else if (mouse && event->type() == QEvent::MouseMove)
        move(*mouse);
    else if (mouse && event->type() == QEvent::MouseButtonRelease)
        release(*mouse);
    else if (event->type() == QEvent::Leave)
        hover(QPointF(-1e6, -1e6), {});
    return QWidget::eventFilter(watched, event);
}

void FrontPlot::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange ||
        event->type() == QEvent::StyleChange)
        restyle();
    QWidget::changeEvent(event);
}

void FrontPlot::restyle()
{
    m_plot->setFont(font());
    m_drawing->setColors(plotColors(palette()));
    m_prediction->setColors(plotColors(palette()));
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

} // namespace odimo::widgets
