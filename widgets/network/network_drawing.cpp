// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/network/network_drawing.h"

#include "widgets/base/theme.h"

#include <QFontMetricsF>
#include <QPainter>

#include <cmath>

namespace odimo::widgets {

namespace {

double headOf(const QFont &font) { return QFontMetricsF(font).height() * 0.4; }

QPainterPath pathOf(const std::vector<network::Place> &places, double head)
{
    QPainterPath path(QPointF(places.front().x, places.front().y));
    for (std::size_t point = 1; point < places.size(); ++point) {
        const auto [fromX, fromY] = places[point - 1];
        const auto [toX, toY] = places[point];
        const double middle = (fromY + toY) / 2;
        const double end = point + 1 == places.size() ? toY - head / 2 : toY; // Under the head.
        if (fromX == toX)
            path.lineTo(toX, end);
        else
            path.cubicTo(fromX, middle, toX, middle, toX, end);
    }
    return path;
}

} // namespace

network::BoxGraph boxGraph(const ShownNetwork &network, const QFont &font)
{
    network::BoxGraph graph{.boxes = {}, .edges = network.edges};
    const double width = nodeWidth(network, font);
    for (const ShownNode &node : network.nodes)
        graph.boxes.push_back({width, nodeHeight(node, font)});
    return graph;
}

network::LayoutGaps layoutGaps(const QFont &font)
{
    const double height = std::ceil(QFontMetricsF(font).height());
    return {.column = 2 * height, .lane = height, .layer = 2 * height};
}

NetworkDrawing drawingOf(ShownNetwork network, const network::GraphLayout &layout, const QFont &font)
{
    NetworkDrawing drawing;
    const network::BoxGraph graph = boxGraph(network, font);
    for (std::size_t node = 0; node < layout.centers.size(); ++node) {
        const auto [width, height] = graph.boxes[node];
        const auto [x, y] = layout.centers[node];
        drawing.boxes.emplace_back(std::round(x - width / 2), std::round(y - height / 2), width, height);
    }
    for (const std::vector<network::Place> &path : layout.paths)
        drawing.lines.push_back(pathOf(path, headOf(font)));
    const double rim = QFontMetricsF(font).height();
    drawing.bounds = QRectF(0, 0, layout.size.width, layout.size.height).adjusted(-rim, -rim, rim, rim);
    drawing.network = std::move(network);
    return drawing;
}

void paintLine(QPainter &painter, const QPainterPath &line, const NodeStyle &style, bool isChosen)
{
    const PlotColors colors = plotColors(style.palette);
    const QColor color = isChosen ? colors.selection : colors.dominated;
    const double head = headOf(style.font);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(visiblePen(painter, color, head * (isChosen ? 0.4 : 0.22)));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(line);
    const QPointF tip = line.currentPosition() + QPointF(0, head / 2);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawPolygon(QPolygonF{tip, tip + QPointF(-head * 0.6, -head), tip + QPointF(head * 0.6, -head)});
}

double lineRim(const QFont &font) { return headOf(font); }

} // namespace odimo::widgets
