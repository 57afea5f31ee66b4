// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/editor/staircase_plot.h"

#include "widgets/editor/staircase_drawing.h"

#include <qcustomplot.h>

#include <QEvent>
#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>

namespace odimo::widgets {

StaircasePlot::StaircasePlot(QWidget *parent)
    : QWidget(parent), m_plot(new QCustomPlot(this)), m_drawing(std::make_unique<StaircaseDrawing>(*m_plot))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_plot);
    m_plot->installEventFilter(this);
    m_plot->setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Cost staircase"));
    setMinimumHeight(fontMetrics().height() * 11);
    redraw();
}

StaircasePlot::~StaircasePlot() = default;

bool StaircasePlot::canMove() const
{
    return m_layer.stairs && m_layer.stairs->range.least < m_layer.stairs->range.most;
}

void StaircasePlot::setLayer(const LayerValues &layer)
{
    if (layer.name != m_layer.name)
        m_isDragged = false;
    m_layer = layer;
    m_channels = layer.stairs ? layer.channels[static_cast<std::size_t>(layer.stairs->referenceUnit)] : 0;
    redraw();
}

Figure StaircasePlot::figure(const FigureStyle &style) const
{
    const auto twin = std::make_shared<StaircasePlot>();
    twin->setPalette(style.palette);
    twin->setFont(style.font);
    twin->setLayer(m_layer);
    twin->m_channels = m_channels;
    twin->redraw();
    return plotFigure(twin, *twin->m_plot, style.size);
}

void StaircasePlot::redraw()
{
    m_plot->setFont(font());
    m_drawing->draw(m_layer, m_channels, {.palette = palette(), .font = font(), .hasFocus = hasFocus()});
    m_plot->setCursor(canMove() ? Qt::SizeHorCursor : Qt::ArrowCursor);
    setAccessibleDescription(m_drawing->description());
}

QPointF StaircasePlot::handlePosition(int channels) const
{
    return m_plot->mapTo(this, m_drawing->position(channels).toPoint());
}

void StaircasePlot::choose(int channels)
{
    const mapping::ChannelRange &range = m_layer.stairs->range;
    channels = std::clamp(channels, range.least, range.most);
    if (channels == m_channels)
        return;
    m_channels = channels;
    redraw();
    emit channelsChosen(channels);
}

void StaircasePlot::chooseAt(const QPointF &position, bool isFree)
{
    const double n = m_drawing->channelsAt(position);
    choose(isFree ? static_cast<int>(std::lround(n)) : nearestEnd(*m_layer.stairs, n));
}

bool StaircasePlot::drag(QEvent &event)
{
    const auto *mouse = dynamic_cast<QMouseEvent *>(&event);
    if (!mouse || !canMove())
        return false;
    const bool isFree = mouse->modifiers() & (Qt::AltModifier | Qt::ControlModifier);
    switch (event.type()) {
    case QEvent::MouseButtonPress:
        if (mouse->button() != Qt::LeftButton)
            return false;
        setFocus(Qt::MouseFocusReason);
        m_isDragged = true;
        chooseAt(mouse->position(), isFree);
        return true;
    case QEvent::MouseMove:
        if (m_isDragged)
            chooseAt(mouse->position(), isFree);
        return m_isDragged;
    case QEvent::MouseButtonRelease:
        if (std::exchange(m_isDragged, false))
            emit editEnded();
        return true;
    default:
        return false;
    }
}

bool StaircasePlot::eventFilter(QObject *watched, QEvent *event)
{
    return drag(*event) || QWidget::eventFilter(watched, event);
}

std::optional<int> StaircasePlot::reachedBy(int key) const
{
    switch (key) {
    case Qt::Key_Left:
    case Qt::Key_Down:
        return m_channels - 1;
    case Qt::Key_Right:
    case Qt::Key_Up:
        return m_channels + 1;
    case Qt::Key_PageUp:
        return nextEnd(*m_layer.stairs, m_channels, 1);
    case Qt::Key_PageDown:
        return nextEnd(*m_layer.stairs, m_channels, -1);
    case Qt::Key_Home:
        return m_layer.stairs->range.least;
    case Qt::Key_End:
        return m_layer.stairs->range.most;
    default:
        return std::nullopt;
    }
}

void StaircasePlot::keyPressEvent(QKeyEvent *event)
{
    const std::optional<int> reached = canMove() ? reachedBy(event->key()) : std::nullopt;
    if (reached)
        choose(*reached);
    else
        QWidget::keyPressEvent(event);
}

void StaircasePlot::keyReleaseEvent(QKeyEvent *event)
{
    if (!event->isAutoRepeat() && canMove() && reachedBy(event->key()))
        emit editEnded();
    QWidget::keyReleaseEvent(event);
}

void StaircasePlot::focusInEvent(QFocusEvent *event)
{
    redraw();
    QWidget::focusInEvent(event);
}

void StaircasePlot::focusOutEvent(QFocusEvent *event)
{
    redraw();
    QWidget::focusOutEvent(event);
}

void StaircasePlot::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        redraw();
    QWidget::changeEvent(event);
}

} // namespace odimo::widgets
