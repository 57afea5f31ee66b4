// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/replay/replay_canvas.h"

#include "widgets/base/theme.h"
#include "widgets/replay/replay_picture.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

namespace odimo::widgets {

ReplayCanvas::ReplayCanvas(QWidget *parent) : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Replay"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setMinimumSize(40 * fontMetrics().averageCharWidth(), 12 * fontMetrics().height());
}

void ReplayCanvas::show(const ReplayValues &values, int moment)
{
    m_values = values;
    m_moment = moment;
    if (moment >= 0) {
        const ReplayMoment &shown = values.moments[static_cast<std::size_t>(moment)];
        setAccessibleDescription(QStringLiteral("%1: %2. %3").arg(values.title, shown.label, shown.caption));
    }
    update();
}

QPoint ReplayCanvas::placeOf(int moment) const
{
    const QRect ribbon = replayLayout(rect(), fontMetrics()).ribbon;
    return {ribbon.left() + (2 * moment + 1) * ribbon.width() / (2 * m_values.count()), ribbon.center().y()};
}

void ReplayCanvas::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintReplay(painter, rect(), m_values, m_moment, palette());
    if (hasFocus()) {
        painter.setPen(QPen(plotColors(palette()).selection, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void ReplayCanvas::seekTo(const QPoint &position)
{
    if (const auto moment = momentAt(position, rect(), fontMetrics(), m_values.count()))
        emit sought(*moment);
}

void ReplayCanvas::mousePressEvent(QMouseEvent *event)
{
    m_isDragging = event->button() == Qt::LeftButton &&
                   replayLayout(rect(), fontMetrics()).ribbon.contains(event->position().toPoint());
    if (m_isDragging)
        seekTo(event->position().toPoint());
}

void ReplayCanvas::mouseMoveEvent(QMouseEvent *event)
{
    if (m_isDragging)
        seekTo(event->position().toPoint());
}

void ReplayCanvas::mouseReleaseEvent(QMouseEvent *) { m_isDragging = false; }

/// The caption may be cut; a moment of the ribbon says which it is.
bool ReplayCanvas::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip && m_moment >= 0) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const ReplayLayout layout = replayLayout(rect(), fontMetrics());
        int moment = m_moment;
        if (layout.ribbon.contains(help->pos()))
            moment = momentAt(help->pos(), rect(), fontMetrics(), m_values.count()).value_or(m_moment);
        const ReplayMoment &under = m_values.moments[static_cast<std::size_t>(moment)];
        QToolTip::showText(help->globalPos(), under.label + QLatin1Char('\n') + under.caption, this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace odimo::widgets
