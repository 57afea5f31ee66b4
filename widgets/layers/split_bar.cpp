// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/layers/split_bar.h"

#include "widgets/base/theme.h"
#include "widgets/layers/layers_model.h"

#include <QApplication>
#include <QPainter>

#include <algorithm>
#include <numeric>

namespace odimo::widgets {

namespace {

void paintUnit(QPainter &painter, const QRect &rect, int unit, const QPalette &palette)
{
    const UnitColors colors = unitColors(unit, palette);
    painter.fillRect(rect, colors.fill);
    if (colors.hatched) {
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        QColor line = colors.text;
        line.setAlphaF(0.45F);
        painter.setPen(QPen(line, 1, Qt::SolidLine, Qt::FlatCap));
        for (int x = rect.left() - rect.height(); x < rect.right(); x += 5) {
            // Cut here: pictures in SVG know no clipping.
            const int from = std::max(0, rect.left() - x), to = std::min(rect.height(), rect.right() - x);
            if (from < to)
                painter.drawLine(x + from, rect.bottom() + 1 - from, x + to, rect.bottom() + 1 - to);
        }
        painter.restore();
    }
    paintOutline(painter, rect, colors.outline);
}

void paintCount(QPainter &painter, const QRect &rect, int count, const UnitColors &colors)
{
    const QString text = QString::number(count);
    const QSize size(painter.fontMetrics().horizontalAdvance(text) + 6, painter.fontMetrics().height());
    if (size.width() > rect.width() || size.height() > rect.height() + 2)
        return;
    if (colors.hatched) {
        QRect plate(QPoint(), QSize(size.width(), std::min(size.height(), rect.height() - 2)));
        plate.moveCenter(rect.center());
        painter.fillRect(plate, colors.fill);
    }
    painter.setPen(colors.text);
    painter.drawText(rect, Qt::AlignCenter, text);
}

} // namespace

QList<QRect> splitRects(const QRect &bar, const QList<int> &channels, int least)
{
    QList<QRect> rects(channels.size());
    const int total = std::accumulate(channels.begin(), channels.end(), 0);
    const auto used = static_cast<int>(std::ranges::count_if(channels, [](int count) { return count > 0; }));
    if (total == 0)
        return rects;
    const int shared = bar.width() - used * least;
    int left = bar.left();
    int before = 0;
    for (qsizetype unit = 0; unit < channels.size(); ++unit) {
        if (channels[unit] == 0)
            continue;
        const int from = static_cast<int>(static_cast<qint64>(shared) * before / total);
        before += channels[unit];
        const int width = least + static_cast<int>(static_cast<qint64>(shared) * before / total) - from;
        rects[unit] = QRect(left, bar.top(), width, bar.height());
        left += width;
    }
    return rects;
}

void paintOutline(QPainter &painter, const QRect &rect, const QPen &pen)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing); // Half units are whole pixels then.
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5));
    painter.restore();
}

void paintSplitBar(QPainter &painter, const QRect &bar, const QList<int> &channels, const QPalette &palette)
{
    const QList<QRect> rects = splitRects(bar, channels, 4);
    for (qsizetype unit = 0; unit < rects.size(); ++unit) {
        if (rects[unit].isEmpty())
            continue;
        paintUnit(painter, rects[unit], static_cast<int>(unit), palette);
        paintCount(painter, rects[unit], channels[unit], unitColors(static_cast<int>(unit), palette));
    }
}

void paintUnitSwatch(QPainter &painter, const QRect &square, int unit, const QPalette &palette)
{
    paintUnit(painter, square, unit, palette);
}

void SplitBarDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem background = option;
    initStyleOption(&background, index);
    background.text.clear();
    QApplication::style()->drawControl(QStyle::CE_ItemViewItem, &background, painter, option.widget);
    painter->save();
    painter->setFont(background.font);
    const int margin = std::max(2, option.rect.height() / 8);
    paintSplitBar(*painter, option.rect.adjusted(margin, margin, -margin, -margin),
                  index.data(LayersModel::ChannelsRole).value<QList<int>>(), option.palette);
    painter->restore();
}

} // namespace odimo::widgets
