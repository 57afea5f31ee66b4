// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/network/network_scene.h"

#include "widgets/base/theme.h"

#include <QFontMetricsF>
#include <QGraphicsItem>
#include <QPainter>

#include <cmath>

namespace odimo::widgets {

namespace {

class NodeItem : public QGraphicsItem {
public:
    NodeItem(const NetworkScene &scene, int node) : m_scene(scene), m_node(node) { setZValue(2); }

    QRectF boundingRect() const override
    {
        const double rim = QFontMetricsF(m_scene.style().font).height() * 0.4;
        return m_scene.box(m_node).adjusted(-rim, -rim, rim, rim);
    }

    void paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *) override
    {
        paintNode(*painter, m_scene.box(m_node), m_scene.network().nodes[static_cast<std::size_t>(m_node)],
                  m_scene.style(), m_scene.emphasis(m_node));
    }

private:
    const NetworkScene &m_scene;
    int m_node;
};

class EdgeItem : public QGraphicsItem {
public:
    EdgeItem(const NetworkScene &scene, std::size_t edge) : m_scene(scene), m_edge(edge) { setZValue(1); }

    QRectF boundingRect() const override
    {
        const double rim = lineRim(m_scene.style().font);
        return m_scene.drawing().lines[m_edge].boundingRect().adjusted(-rim, -rim, rim, rim);
    }

    void paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *) override
    {
        const auto [from, to] = m_scene.network().edges[m_edge];
        const int selected = m_scene.selected();
        paintLine(*painter, m_scene.drawing().lines[m_edge], m_scene.style(),
                  selected >= 0 && (from == selected || to == selected));
    }

private:
    const NetworkScene &m_scene;
    std::size_t m_edge;
};

} // namespace

NetworkScene::NetworkScene(QObject *parent) : QGraphicsScene(parent) {}

void NetworkScene::show(NetworkDrawing drawing)
{
    clear();
    m_drawing = std::move(drawing);
    m_style.most = network().most(m_style.coloring).value_or(1);
    m_selected = -1;
    m_highlighted.clear();
    for (std::size_t edge = 0; edge < m_drawing.lines.size(); ++edge)
        addItem(new EdgeItem(*this, edge));
    for (int node = 0; node < static_cast<int>(m_drawing.boxes.size()); ++node)
        addItem(new NodeItem(*this, node));
    setSceneRect(m_drawing.bounds);
}

void NetworkScene::setValues(ShownNetwork shown)
{
    m_drawing.network = std::move(shown);
    m_style.most = network().most(m_style.coloring).value_or(1);
    update();
}

void NetworkScene::setStyle(const NodeStyle &style)
{
    m_style = style;
    m_style.most = network().most(m_style.coloring).value_or(1);
    update();
}

void NetworkScene::select(int node)
{
    m_selected = node;
    update();
}

void NetworkScene::highlight(std::set<int> nodes)
{
    m_highlighted = std::move(nodes);
    update();
}

NodeEmphasis NetworkScene::emphasis(int node) const
{
    return {.isSelected = node == m_selected, .isFaded = !m_highlighted.empty() && !m_highlighted.contains(node)};
}

int NetworkScene::nodeAt(const QPointF &place) const
{
    for (std::size_t node = 0; node < m_drawing.boxes.size(); ++node)
        if (m_drawing.boxes[node].contains(place))
            return static_cast<int>(node);
    return -1;
}

int NetworkScene::handleAt(const QPointF &place) const
{
    const int node = nodeAt(place);
    if (node < 0)
        return -1;
    const QRectF handle = foldHandle(network().nodes[static_cast<std::size_t>(node)], box(node), m_style.font);
    return handle.contains(place) ? node : -1;
}

int NetworkScene::neighbour(int node, Qt::Key key) const
{
    int nearest = -1;
    double least = 0;
    const auto consider = [&](int other) {
        const double distance = std::abs(box(other).center().x() - box(node).center().x());
        if (nearest >= 0 && distance >= least)
            return;
        nearest = other;
        least = distance;
    };
    const bool isAlongEdges = key == Qt::Key_Up || key == Qt::Key_Down;
    if (isAlongEdges) {
        for (const auto &[from, to] : network().edges)
            if (key == Qt::Key_Down ? from == node : to == node)
                consider(key == Qt::Key_Down ? to : from);
        return nearest;
    }
    for (int other = 0; other < static_cast<int>(m_drawing.boxes.size()); ++other) {
        const QPointF way = box(other).center() - box(node).center();
        if (std::abs(way.y()) <= 1 && (key == Qt::Key_Right ? way.x() > 1 : way.x() < -1))
            consider(other);
    }
    return nearest;
}

void NetworkScene::drawBackground(QPainter *painter, const QRectF &rect)
{
    painter->fillRect(rect, plotColors(m_style.palette).background);
}

} // namespace odimo::widgets
