// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/network/layout/graph_layout.h"
#include "widgets/network/node_painting.h"

#include <QPainterPath>

namespace odimo::widgets {

/// What a layout is to be made for.
network::BoxGraph boxGraph(const ShownNetwork &network, const QFont &font);
network::LayoutGaps layoutGaps(const QFont &font);

/// A network in its places, ready to be painted on a screen or into a file.
struct NetworkDrawing {
    ShownNetwork network;
    std::vector<QRectF> boxes;       ///< By node.
    std::vector<QPainterPath> lines; ///< By edge; the head is painted at its end.
    QRectF bounds;
};

/// `layout` of boxGraph(network, font).
NetworkDrawing drawingOf(ShownNetwork network, const network::GraphLayout &layout, const QFont &font);

/// The line with the head of its arrow; `isChosen` beside the selected node.
void paintLine(QPainter &painter, const QPainterPath &line, const NodeStyle &style, bool isChosen);
/// How far a line is painted beyond its path.
double lineRim(const QFont &font);

} // namespace odimo::widgets
