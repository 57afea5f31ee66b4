// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/base/airy_rows.h"

namespace odimo::widgets {

namespace {

int air(const QStyleOptionViewItem &option) { return option.fontMetrics.height() / 4; }

} // namespace

void AiryRows::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem whole = option;
    initStyleOption(&whole, index);
    whole.widget->style()->drawPrimitive(QStyle::PE_PanelItemViewItem, &whole, painter, whole.widget);
    QStyleOptionViewItem text = option;
    text.rect.adjust(0, air(option), 0, -air(option));
    text.state.setFlag(QStyle::State_MouseOver, false); // Told by the whole row already.
    QStyledItemDelegate::paint(painter, text, index);
}

QSize AiryRows::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return QStyledItemDelegate::sizeHint(option, index).grownBy({0, air(option), 0, air(option)});
}

} // namespace odimo::widgets
