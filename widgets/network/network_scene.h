// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/network/network_drawing.h"

#include <QGraphicsScene>

#include <set>

namespace odimo::widgets {

/// The drawing of a network at the places of a layout. Nodes are indices into ShownNetwork::nodes; -1 is none.
class NetworkScene : public QGraphicsScene {
    Q_OBJECT

public:
    explicit NetworkScene(QObject *parent = nullptr);

    void show(NetworkDrawing drawing);
    /// The same nodes and edges with other values.
    void setValues(ShownNetwork shown);
    void setStyle(const NodeStyle &style);
    void select(int node);
    /// Fades all others, unless it is empty.
    void highlight(std::set<int> nodes);

    const NetworkDrawing &drawing() const { return m_drawing; }
    const ShownNetwork &network() const { return m_drawing.network; }
    bool isEmpty() const { return m_drawing.boxes.empty(); }
    const NodeStyle &style() const { return m_style; }
    int selected() const { return m_selected; }
    NodeEmphasis emphasis(int node) const;
    QRectF box(int node) const { return m_drawing.boxes[static_cast<std::size_t>(node)]; }
    int nodeAt(const QPointF &place) const;
    /// The node whose handle for folding is there.
    int handleAt(const QPointF &place) const;
    /// Up and down along the straightest edge, left and right within the layer.
    int neighbour(int node, Qt::Key key) const;

protected:
    void drawBackground(QPainter *painter, const QRectF &rect) override;

private:
    NetworkDrawing m_drawing;
    NodeStyle m_style;
    int m_selected = -1;
    std::set<int> m_highlighted;
};

} // namespace odimo::widgets
