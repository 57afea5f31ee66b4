// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/shell/drop_overlay.h"

#include "app/explorer/shell/dropped_file.h"
#include "widgets/base/icons.h"

#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

namespace odimo::explorer {

namespace {

constexpr double veil = 0.95; ///< Lets the window shine through, and the text be read.

QString iconOf(DroppedFile::Use use)
{
    switch (use) {
    case DroppedFile::Use::None:
        return QStringLiteral("error");
    case DroppedFile::Use::Project:
        return QStringLiteral("open");
    case DroppedFile::Use::Comparison:
        return QStringLiteral("compare");
    case DroppedFile::Use::Network:
        return QStringLiteral("network");
    case DroppedFile::Use::Data:
        return QStringLiteral("sample");
    case DroppedFile::Use::Figure:
        return QStringLiteral("front");
    }
    return {};
}

} // namespace

DropOverlay::DropOverlay(QWidget &window)
    : QWidget(&window), m_icon(new QLabel), m_title(new QLabel), m_text(new QLabel)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    QFont large = font();
    large.setPointSizeF(1.6 * large.pointSizeF());
    large.setBold(true);
    m_title->setFont(large);
    for (QLabel *label : {m_icon, m_title, m_text}) {
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(label != m_icon);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(fontMetrics().height() / 2);
    layout->addStretch(1);
    layout->addWidget(m_icon);
    layout->addWidget(m_title);
    layout->addWidget(m_text);
    layout->addStretch(1);
    hide();
}

void DropOverlay::show(const DroppedFile &file)
{
    const int side = 4 * fontMetrics().height();
    m_icon->setPixmap(widgets::themedIcon(iconOf(file.use)).pixmap(QSize(side, side), devicePixelRatioF()));
    m_title->setText(file.hint());
    m_text->setText(file.explanation());
    setGeometry(parentWidget()->rect());
    m_place = rect();
    if (file.hasChoice && file.use == DroppedFile::Use::Project)
        m_place.setRight(m_place.center().x());
    else if (file.hasChoice)
        m_place.setLeft(m_place.center().x());
    const int gap = 4 * fontMetrics().height(); // What is said stands where it is done.
    layout()->setContentsMargins(m_place.left() + gap, gap, rect().right() - m_place.right() + gap, gap);
    raise();
    update();
    QWidget::show();
}

QString DropOverlay::text() const { return m_title->text() + QLatin1Char('\n') + m_text->text(); }

void DropOverlay::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor background = palette().color(QPalette::Base);
    background.setAlphaF(veil);
    painter.fillRect(rect(), background);
    const double gap = fontMetrics().height();
    painter.setPen(QPen(palette().color(QPalette::Highlight), gap / 6, Qt::DashLine));
    painter.drawRoundedRect(QRectF(m_place).adjusted(gap, gap, -gap, -gap), gap / 2, gap / 2);
}

} // namespace odimo::explorer
