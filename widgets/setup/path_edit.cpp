// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/setup/path_edit.h"

#include <QHelpEvent>
#include <QPainter>
#include <QStyleOptionFrame>
#include <QToolTip>

namespace odimo::widgets {

namespace {

constexpr int margin = 2; ///< As QLineEdit leaves beside its text.

bool isPath(const QString &text) { return text.contains(QLatin1Char('/')); }

} // namespace

PathEdit::PathEdit(QWidget *parent) : QLineEdit(parent) {}

void PathEdit::setSuggestion(const QString &path)
{
    m_suggestion = path;
    setPlaceholderText(path); // For assistive technology, and while the cursor stands in the empty field.
    update();
}

QString PathEdit::shownText() const
{
    const QString whole = text().isEmpty() ? m_suggestion : text();
    const int width = textRectangle().width();
    if (!isPath(whole))
        return fontMetrics().elidedText(whole, Qt::ElideRight, width);
    const QString name = whole.mid(whole.lastIndexOf(QLatin1Char('/')) + 1);
    return fontMetrics().horizontalAdvance(QChar(0x2026) + name) > width
               ? fontMetrics().elidedText(name, Qt::ElideMiddle, width)
               : fontMetrics().elidedText(whole, Qt::ElideLeft, width);
}

QRect PathEdit::textRectangle() const
{
    QStyleOptionFrame frame;
    initStyleOption(&frame);
    const QRect inside = style()->subElementRect(QStyle::SE_LineEditContents, &frame, this);
    return inside.adjusted(margin, 0, -margin, 0);
}

void PathEdit::paintEvent(QPaintEvent *event)
{
    if (hasFocus())
        return QLineEdit::paintEvent(event);
    QPainter painter(this);
    QStyleOptionFrame frame;
    initStyleOption(&frame);
    style()->drawPrimitive(QStyle::PE_PanelLineEdit, &frame, &painter, this);
    const QPalette::ColorRole role = text().isEmpty() ? QPalette::PlaceholderText : QPalette::Text;
    style()->drawItemText(&painter, textRectangle(), Qt::AlignVCenter | Qt::AlignLeft, palette(), isEnabled(),
                          shownText(), role);
}

bool PathEdit::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QLineEdit::event(event);
    const QString whole = text().isEmpty() ? m_suggestion : text();
    const bool isCut = shownText() != whole;
    const QWidget *described = toolTip().isEmpty() && parentWidget() ? parentWidget() : this; // Of a combo box.
    const QString tip = isCut ? whole + QStringLiteral("\n\n") + described->toolTip() : described->toolTip();
    QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), tip.trimmed(), this);
    return true;
}

} // namespace odimo::widgets
