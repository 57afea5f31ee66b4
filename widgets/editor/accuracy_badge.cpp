// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/editor/accuracy_badge.h"

#include "widgets/base/theme.h"

#include <QPainter>

namespace odimo::widgets {

AccuracyBadge::AccuracyBadge(QWidget *parent) : QLabel(parent)
{
    const int space = fontMetrics().averageCharWidth();
    setContentsMargins(space, space / 3, space, space / 3);
    setAccessibleName(tr("Accuracy"));
}

void AccuracyBadge::show(const QString &text, bool isStale)
{
    m_isStale = isStale;
    setText(text);
    update();
}

void AccuracyBadge::paintEvent(QPaintEvent *event)
{
    if (m_isStale) {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
        const PlotColors colors = plotColors(palette());
        painter.setPen(QPen(colors.prediction, 1, Qt::DashLine));
        QColor hatch = colors.prediction;
        hatch.setAlphaF(0.35F); // The text stands out from it.
        painter.setBrush(QBrush(hatch, Qt::BDiagPattern));
        painter.drawRoundedRect(frame, 3, 3);
    }
    QLabel::paintEvent(event);
}

} // namespace odimo::widgets
