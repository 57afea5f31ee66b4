// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPalette>
#include <QPen>
#include <QRect>
#include <QStyledItemDelegate>

class QPainter;

namespace odimo::widgets {

/// The rectangles of the units in a bar, in proportion to their channels; empty for a unit without channels.
/// A unit with channels is never thinner than `least` pixels, so that one channel among 512 is seen.
QList<QRect> splitRects(const QRect &bar, const QList<int> &channels, int least);

/// A bar divided between the units, each with its colour, hatch and number of channels where it fits.
void paintSplitBar(QPainter &painter, const QRect &bar, const QList<int> &channels, const QPalette &palette);

/// Along the edge of what is filled, one unit wide, whatever the scale.
void paintOutline(QPainter &painter, const QRect &rect, const QPen &pen);

/// A square in the colour and hatch of a unit, for legends.
void paintUnitSwatch(QPainter &painter, const QRect &square, int unit, const QPalette &palette);

/// Paints LayersModel::ChannelsRole as a bar.
class SplitBarDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace odimo::widgets
