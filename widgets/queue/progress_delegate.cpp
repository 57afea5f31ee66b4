// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/queue/progress_delegate.h"

#include "widgets/queue/queue_model.h"

#include <QPainter>

#include <algorithm>

namespace odimo::widgets {

void ProgressDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    const QVariant fraction = index.data(QueueModel::FractionRole);
    if (!fraction.isValid())
        return;
    const QFontMetrics &metrics = option.fontMetrics;
    const int text = metrics.horizontalAdvance(QStringLiteral("100 %")) + 2 * metrics.averageCharWidth();
    const int height = metrics.height() / 2;
    const int space = metrics.averageCharWidth();
    const QRect frame(option.rect.left() + space, option.rect.center().y() - height / 2,
                      option.rect.width() - text - space, height);
    if (frame.width() < 2 * height)
        return;
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    const QColor line = option.palette.color(isSelected ? QPalette::HighlightedText : QPalette::Text);
    const QColor fill = isSelected ? line : option.palette.color(QPalette::Highlight);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing, false);
    painter->setPen(line);
    painter->setBrush(Qt::NoBrush);
    painter->drawRect(frame.adjusted(0, 0, -1, -1));
    const QRect inside = frame.adjusted(2, 2, -2, -2);
    const double share = std::clamp(fraction.toDouble(), 0.0, 1.0);
    painter->fillRect(QRect(inside.topLeft(), QSize(static_cast<int>(share * inside.width()), inside.height())), fill);
    painter->restore();
}

} // namespace odimo::widgets
