// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/network/shown_network.h"

#include <QFont>
#include <QPalette>
#include <QPen>
#include <QRectF>

class QPainter;

namespace odimo::widgets {

/// How all nodes are drawn.
struct NodeStyle {
    QFont font;
    QPalette palette;
    NodeColoring coloring = NodeColoring::Units;
    double most = 1;        ///< The upper end of the scale of colours.
    bool hasHandles = true; ///< False on paper, where no block can be closed or opened.
};

struct NodeEmphasis {
    bool isSelected = false;
    bool isFaded = false; ///< Something else is searched for.
};

/// At 100 %. All nodes of a network have one width, so that chains are even; names that are still longer are elided in
/// the middle.
double nodeWidth(const ShownNetwork &network, const QFont &font);
double nodeHeight(const ShownNode &node, const QFont &font);

/// Where a block is closed or opened; empty for other nodes.
QRectF foldHandle(const ShownNode &node, const QRectF &box, const QFont &font);

/// A pen that is not thinner than what a screen shows, however small the painter's scale.
QPen visiblePen(const QPainter &painter, const QColor &color, double width);

/// Name, operation, shape, and the channels of each unit as a bar or the value as a colour. The smaller the painter's
/// scale, the less: below half of the font's size the name, then only the colours.
void paintNode(QPainter &painter, const QRectF &box, const ShownNode &node, const NodeStyle &style,
               const NodeEmphasis &emphasis);

} // namespace odimo::widgets
