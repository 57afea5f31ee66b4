// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/front/front_plot.h"

#include "widgets/front/front_drawing.h"
#include "widgets/front/front_text.h"
#include "widgets/front/plot_band.h"
#include "widgets/front/prediction_drawing.h"

#include <qcustomplot.h>

#include <QContextMenuEvent>
#include <QMenu>
#include <QToolTip>

#include <algorithm>
#include <utility>

namespace odimo::widgets {

FrontPlot::FrontPlot(QWidget *parent) : QWidget(parent), m_plot(new QCustomPlot(this))
{
    m_drawing = std::make_unique<FrontDrawing>(*m_plot);
    m_prediction = std::make_unique<PredictionDrawing>(*m_plot);
    m_band = std::make_unique<PlotBand>(*m_plot);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_plot);

    setAccessibleName(tr("Front of accuracy against cost"));
    setAccessibleDescription(tr("The arrow keys walk along the points; the table of the front has the same values"));
    setFocusPolicy(Qt::StrongFocus);
    m_plot->setFocusPolicy(Qt::NoFocus);
    m_plot->setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    m_plot->setNoAntialiasingOnDrag(true);
    m_plot->setMouseTracking(true);
    m_plot->setContextMenuPolicy(Qt::NoContextMenu); // It comes here.
    m_plot->installEventFilter(this);
    connect(m_plot, &QCustomPlot::mouseDoubleClick, this, &FrontPlot::fit);
    connect(m_plot, &QCustomPlot::mouseWheel, this, &FrontPlot::turnWheel);
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

void FrontPlot::setFront(const FrontValues &front, const FrontAxes &axes)
{
    const bool isOther = axes != m_axes;
    if (axes.cost != m_axes.cost)
        setPrediction({}); // It was made for the other one.
    m_axes = axes;
    m_hovered = {};
    m_drawing->setFront(front, axes);
    m_prediction->setPrediction(std::vector(prediction()), m_drawing->scale());
    m_prediction->setLimits(m_limits, m_drawing->scale());
    m_drawing->markSelected(pointOf(m_selected));
    if (isOther || m_follows)
        showAll();
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void FrontPlot::setPrediction(const std::vector<PredictedMarker> &points)
{
    m_hovered = {};
    m_chosenPrediction.reset();
    m_prediction->setPrediction(points, m_drawing->scale());
    if (m_follows && m_prediction->isCutOff())
        showAll();
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

const std::vector<PredictedMarker> &FrontPlot::prediction() const { return m_prediction->points(); }

void FrontPlot::setLimits(const FrontLimits &limits)
{
    m_limits = limits;
    m_prediction->setLimits(limits, m_drawing->scale());
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void FrontPlot::setOverlays(const std::vector<OverlayFront> &overlays)
{
    m_drawing->setOverlays(overlays);
    if (m_follows)
        showAll();
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void FrontPlot::setTailsVisible(bool visible)
{
    m_drawing->setTailsVisible(visible);
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
    if (const FrontMarker *point = pointOf(run))
        return m_drawing->positionOf(*point);
    const std::vector<GhostMarker> &ghosts = m_drawing->ghosts().ghosts();
    const auto ghost = std::ranges::find(ghosts, run, &GhostMarker::run);
    return ghost == ghosts.end() ? std::nullopt : std::optional(m_drawing->ghosts().positionOf(*ghost));
}

QStringList FrontPlot::legend() const
{
    QStringList names;
    for (int item = 0; item < m_plot->legend->itemCount(); ++item)
        names << qobject_cast<QCPPlottableLegendItem *>(m_plot->legend->item(item))->plottable()->name();
    return names;
}

const FrontValues &FrontPlot::front() const { return m_drawing->front(); }
QStringList FrontPlot::shownNames() const { return m_drawing->labels().shown(); }

void FrontPlot::setSelectedRun(qint64 run)
{
    m_selected = run;
    m_drawing->markSelected(pointOf(run));
    if (run != 0 && m_chosenPrediction) {
        m_chosenPrediction.reset();
        m_prediction->markHovered(nullptr);
    }
    if (isVisible())
        m_drawing->replotMarks();
}

void FrontPlot::setBrushed(const RunSet &runs)
{
    m_drawing->setBrushed(runs);
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

QRectF FrontPlot::view() const
{
    const QCPRange x = m_plot->xAxis->range(), y = m_plot->yAxis->range();
    return {x.lower, y.lower, x.size(), y.size()};
}

void FrontPlot::showView(const QRectF &view)
{
    m_isTurningWheel = false;
    m_follows = !m_history.canGoBack(); // The first view was everything.
    m_plot->xAxis->setRange(view.left(), view.right());
    m_plot->yAxis->setRange(view.top(), view.bottom());
    m_plot->replot(QCustomPlot::rpQueuedReplot);
    emit historyChanged();
}

/// Everything, from now on: the views before were of something else.
void FrontPlot::showAll()
{
    m_follows = true;
    m_drawing->fit(*m_prediction);
    m_history.reset(view());
    emit historyChanged();
}

void FrontPlot::rememberView()
{
    m_follows = false;
    m_history.add(view());
    emit historyChanged();
}

void FrontPlot::fit()
{
    m_drawing->fit(*m_prediction);
    if (!std::exchange(m_follows, true))
        m_history.add(view());
    m_isTurningWheel = false;
    m_plot->replot(QCustomPlot::rpQueuedReplot);
    emit historyChanged();
}

/// One view for all the turns in a row; the plot moves after it has told of the wheel.
void FrontPlot::turnWheel()
{
    if (!std::exchange(m_isTurningWheel, true))
        rememberView();
    m_follows = false;
    QMetaObject::invokeMethod(
        this, [this] { m_history.replace(view()); }, Qt::QueuedConnection);
}

void FrontPlot::goBack() { showView(m_history.back()); }

void FrontPlot::goForward() { showView(m_history.forward()); }

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
    std::ranges::sort(byCost, {}, [this](const FrontMarker *point) { return m_drawing->scale().x(*point); });
    const auto current = std::ranges::find(byCost, m_selected, [](const FrontMarker *point) { return point->run; });
    const auto at = current == byCost.end() ? (by > 0 ? 0 : std::ssize(byCost) - 1) : (current - byCost.begin()) + by;
    const FrontMarker *point =
        byCost[static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(at, 0, std::ssize(byCost) - 1))];
    choose(point);
    QToolTip::showText(mapToGlobal(m_drawing->positionOf(*point).toPoint()), describe(*point), m_plot);
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
    case Qt::Key_Escape:
        emit brushed({});
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

void FrontPlot::contextMenuEvent(QContextMenuEvent *event)
{
    if (event->reason() == QContextMenuEvent::Mouse) {
        openMenu(targetOf(hitAt(event->pos() - m_plot->pos(), *m_drawing, *m_prediction), *m_prediction),
                 event->globalPos());
        return;
    }
    const FrontMarker *selected = pointOf(m_selected);
    openMenu({.run = m_selected}, mapToGlobal(selected ? m_drawing->positionOf(*selected).toPoint() : rect().center()));
}

/// What the menu is about is selected first, so that every view shows it.
void FrontPlot::openMenu(const FrontTarget &target, const QPoint &globalPosition)
{
    choose(pointOf(target.run));
    if (target.prediction)
        choosePrediction(&m_prediction->points()[static_cast<std::size_t>(*target.prediction)]);
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    emit menuRequested(*menu, target);
    if (menu->isEmpty())
        delete menu;
    else
        menu->popup(globalPosition);
}

void FrontPlot::hover(const QPointF &position, const QPoint &globalPosition)
{
    const FrontHit hit = hitAt(position, *m_drawing, *m_prediction);
    if (std::exchange(m_hovered, hit) == hit)
        return;
    if (hit.ghost)
        m_drawing->markHovered(*hit.ghost);
    else
        m_drawing->markHovered(hit.point);
    m_prediction->markHovered(hit.predicted || !m_chosenPrediction ? hit.predicted : &*m_chosenPrediction);
    const QString text = describe(hit);
    if (text.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(globalPosition, text, m_plot);
    emit described(describeInLine(hit));
}

void FrontPlot::press(const QMouseEvent &event)
{
    m_pressedAt = event.position();
    m_isTurningWheel = false;
    setFocus(Qt::MouseFocusReason);
    const bool isBand = m_band->press(event);
    if (!isBand && event.button() == Qt::LeftButton && !m_drawing->pointAt(m_pressedAt))
        m_draggedLimit = m_prediction->limitAt(m_pressedAt);
    m_plot->setInteraction(QCP::iRangeDrag, !isBand && !m_draggedLimit);
}

void FrontPlot::move(const QMouseEvent &event)
{
    if (m_band->isActive())
        m_band->move(event);
    else if (m_draggedLimit)
        dragLimit(event.position());
    else if (event.buttons() & Qt::LeftButton)
        m_follows = m_follows && QLineF(m_pressedAt, event.position()).length() < QApplication::startDragDistance();
    else
        hover(event.position(), event.globalPosition().toPoint());
}

void FrontPlot::release(const QMouseEvent &event)
{
    if (event.button() != Qt::LeftButton)
        return;
    if (const std::optional<PlotBand::Result> band = m_band->release(event))
        return finish(band->area, band->purpose == PlotBand::Purpose::Zoom);
    const bool wasLimit = std::exchange(m_draggedLimit, std::nullopt).has_value();
    if (wasLimit)
        return;
    if (QLineF(m_pressedAt, event.position()).length() >= QApplication::startDragDistance())
        rememberView();
    else if (const FrontMarker *point = m_drawing->pointAt(event.position()))
        choose(point);
    else
        choosePrediction(m_prediction->pointAt(event.position()));
}

void FrontPlot::finish(const QRect &area, bool isZoom)
{
    if (!isZoom) {
        emit brushed(area.isEmpty() ? RunSet() : m_drawing->runsIn(area));
        return;
    }
    if (area.isEmpty())
        return;
    m_plot->xAxis->setRange(m_plot->xAxis->pixelToCoord(area.left()), m_plot->xAxis->pixelToCoord(area.right()));
    m_plot->yAxis->setRange(m_plot->yAxis->pixelToCoord(area.bottom()), m_plot->yAxis->pixelToCoord(area.top()));
    rememberView();
    m_plot->replot(QCustomPlot::rpQueuedReplot);
}

void FrontPlot::dragLimit(const QPointF &position)
{
    const FrontScale &scale = m_drawing->scale();
    switch (*m_draggedLimit) {
    case LimitKind::Cost:
        emit limitDragged(LimitKind::Cost, scale.costAt(m_plot->xAxis->pixelToCoord(position.x())));
        break;
    case LimitKind::Accuracy:
        emit limitDragged(LimitKind::Accuracy, scale.accuracyAt(m_plot->yAxis->pixelToCoord(position.y())));
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
