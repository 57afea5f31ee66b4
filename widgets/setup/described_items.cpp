// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/setup/described_items.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

namespace odimo::widgets {

namespace {

/// Two lines a row: the entry, and quietly what it is.
class DescribedItems : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyleOptionViewItem item = option;
        initStyleOption(&item, index);
        item.text.clear();
        item.widget->style()->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);
        const bool isSelected = item.state & QStyle::State_Selected;
        const QRect inside = option.rect.adjusted(gap(option), gap(option), -gap(option), -gap(option));
        const int line = option.fontMetrics.height();
        const auto draw = [&](const QString &text, int top, QPalette::ColorRole role) {
            painter->setPen(option.palette.color(isSelected ? QPalette::HighlightedText : role));
            painter->drawText(QRect(inside.left(), top, inside.width(), line), Qt::AlignLeft | Qt::AlignVCenter,
                              option.fontMetrics.elidedText(text, Qt::ElideRight, inside.width()));
        };
        painter->save();
        draw(index.data().toString(), inside.top(), QPalette::Text);
        draw(descriptionOf(index), inside.top() + line, QPalette::PlaceholderText);
        painter->restore();
    }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const int lines = descriptionOf(index).isEmpty() ? 1 : 2;
        const int width = std::max(option.fontMetrics.horizontalAdvance(index.data().toString()),
                                   option.fontMetrics.horizontalAdvance(descriptionOf(index)));
        return {width + 2 * gap(option), lines * option.fontMetrics.height() + 2 * gap(option)};
    }

private:
    static QString descriptionOf(const QModelIndex &index) { return index.data(Qt::ToolTipRole).toString(); }
    static int gap(const QStyleOptionViewItem &option) { return option.fontMetrics.height() / 4; }
};

} // namespace

void showDescriptions(QComboBox &box)
{
    QAbstractItemView &list = *box.view();
    list.setItemDelegate(new DescribedItems(&list));
    const int most = list.fontMetrics().averageCharWidth() * 90;
    list.setMinimumWidth(std::min(most, list.sizeHintForColumn(0)));
}

} // namespace odimo::widgets
