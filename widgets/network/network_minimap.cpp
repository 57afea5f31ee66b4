// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/network/network_minimap.h"

#include "widgets/base/theme.h"
#include "widgets/network/network_canvas.h"
#include "widgets/network/network_scene.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace odimo::widgets {

NetworkMinimap::NetworkMinimap(NetworkScene &scene, NetworkCanvas &canvas)
    : QWidget(&canvas), m_scene(scene), m_canvas(canvas)
{
    setAccessibleName(tr("Overview of the network"));
    setToolTip(tr("The whole network; drag the frame to move the view"));
    setCursor(Qt::PointingHandCursor);
    connect(&scene, &QGraphicsScene::changed, this, &NetworkMinimap::forgetPicture);
    connect(&canvas, &NetworkCanvas::viewChanged, this, &NetworkMinimap::followCanvas);
    hide();
}

double NetworkMinimap::scale() const { return width() / std::max(1.0, m_scene.sceneRect().width()); }

QRectF NetworkMinimap::frame() const
{
    const QRectF seen = m_canvas.mapToScene(m_canvas.viewport()->rect()).boundingRect();
    const QRectF part = seen.intersected(m_scene.sceneRect()).translated(-m_scene.sceneRect().topLeft());
    return {part.topLeft() * scale(), part.size() * scale()};
}

void NetworkMinimap::forgetPicture()
{
    m_picture = {};
    followCanvas();
}

void NetworkMinimap::followCanvas()
{
    const QSizeF whole = m_scene.sceneRect().size();
    const QSizeF seen = m_canvas.mapToScene(m_canvas.viewport()->rect()).boundingRect().size();
    const bool isAllSeen = seen.width() >= whole.width() - 1 && seen.height() >= whole.height() - 1;
    if (isAllSeen || whole.isEmpty())
        return hide();
    const QSize most(std::min(24 * fontMetrics().averageCharWidth(), m_canvas.viewport()->width() / 6),
                     m_canvas.viewport()->height() * 9 / 20);
    const double factor = std::min(most.width() / whole.width(), most.height() / whole.height());
    const int margin = fontMetrics().height() / 2;
    const QSize size(std::max(1, static_cast<int>(std::ceil(whole.width() * factor))),
                     std::max(1, static_cast<int>(std::ceil(whole.height() * factor))));
    setGeometry(QRect(freestCorner(size, margin), size));
    if (m_picture.deviceIndependentSize().toSize() != size)
        m_picture = {};
    show();
    update();
}

/// Where it covers the fewest nodes; of equals where it lies already, or else the first: it must not jump about.
QPoint NetworkMinimap::freestCorner(const QSize &size, int margin) const
{
    const QRect area = m_canvas.viewport()->geometry().adjusted(margin, margin, -margin, -margin);
    const int right = area.right() - size.width(), bottom = area.bottom() - size.height();
    const std::array corners{QPoint(right, bottom), QPoint(right, area.top()), QPoint(area.left(), bottom),
                             area.topLeft()};
    const auto covered = [&](const QPoint &corner) {
        const QRect inView = QRect(corner - m_canvas.viewport()->pos(), size);
        const QRectF part = m_canvas.mapToScene(inView).boundingRect();
        return std::ranges::count_if(m_scene.drawing().boxes, [&](const QRectF &box) { return box.intersects(part); });
    };
    const auto freest = std::ranges::min_element(corners, {}, covered);
    const auto now = std::ranges::find(corners, pos());
    return now != corners.end() && covered(*now) == covered(*freest) ? *now : *freest;
}

void NetworkMinimap::drawPicture()
{
    m_picture = QPixmap(size() * devicePixelRatioF());
    m_picture.setDevicePixelRatio(devicePixelRatioF());
    m_picture.fill(plotColors(palette()).background);
    QPainter painter(&m_picture);
    m_scene.render(&painter, rect(), m_scene.sceneRect());
}

void NetworkMinimap::paintEvent(QPaintEvent *)
{
    if (m_picture.isNull())
        drawPicture();
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_picture);
    const PlotColors colors = plotColors(palette());
    painter.setPen(colors.dominated);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
    painter.setRenderHint(QPainter::Antialiasing);
    QColor veil = colors.selection;
    veil.setAlphaF(0.15F);
    painter.setBrush(veil);
    painter.setPen(QPen(colors.selection, 2));
    painter.drawRect(frame().adjusted(1, 1, -1, -1));
}

void NetworkMinimap::moveCanvas(const QPointF &to) { m_canvas.centerOn(m_scene.sceneRect().topLeft() + to / scale()); }

void NetworkMinimap::mousePressEvent(QMouseEvent *event) { moveCanvas(event->position()); }

void NetworkMinimap::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons().testFlag(Qt::LeftButton))
        moveCanvas(event->position());
}

} // namespace odimo::widgets
