// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/figures/save_preview.h"

#include <QFontDatabase>
#include <QPainter>

namespace odimo::explorer {

SavePreview::SavePreview(QWidget *parent) : QWidget(parent)
{
    setAccessibleName(tr("Preview"));
    setMinimumSize(fontMetrics().averageCharWidth() * 48, fontMetrics().height() * 14);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void SavePreview::show(const PreviewValues &values)
{
    m_values = values;
    update();
}

QSize SavePreview::sizeHint() const { return {fontMetrics().averageCharWidth() * 72, fontMetrics().height() * 18}; }

void SavePreview::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const int gap = fontMetrics().averageCharWidth();
    if (m_values.figure) {
        painter.fillRect(rect(), palette().color(QPalette::Midlight)); // The table that the page lies on.
        const QSizeF size =
            m_values.figure->size.scaled(QSizeF(this->size()) - 2 * QSizeF(gap, gap), Qt::KeepAspectRatio);
        const QRectF page(QPointF((width() - size.width()) / 2, (height() - size.height()) / 2), size);
        QImage image = widgets::imageOf(*m_values.figure, (size * devicePixelRatioF()).toSize());
        image.setDevicePixelRatio(devicePixelRatioF());
        painter.drawImage(page.topLeft(), image);
        painter.setPen(palette().color(QPalette::Mid));
        painter.drawRect(page.adjusted(-0.5, -0.5, 0.5, 0.5));
        return;
    }
    painter.fillRect(rect(), palette().color(QPalette::Base));
    painter.setPen(palette().color(QPalette::Mid));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
    painter.setPen(palette().color(QPalette::Text));
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fixed.setPointSizeF(font().pointSizeF() * 0.9);
    painter.setFont(fixed);
    const QRect page = rect().adjusted(gap, gap, -gap, -gap);
    painter.setClipRect(page);
    painter.drawText(page, Qt::AlignLeft | Qt::AlignTop | Qt::TextDontClip, m_values.text);
}

} // namespace odimo::explorer
