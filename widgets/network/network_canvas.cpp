// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/network/network_canvas.h"

#include "widgets/network/network_scene.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QScrollBar>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace odimo::widgets {

namespace {

constexpr double leastZoom = 0.02, mostZoom = 4;
constexpr double readableZoom = 0.6;

QString toolTipOf(const NetworkNode &node)
{
    QString text = QStringLiteral("<b>%1</b>").arg(node.name.toHtmlEscaped());
    for (const NodeAttribute &attribute : node.attributes)
        text += QStringLiteral("<br>%1: %2").arg(attribute.name.toHtmlEscaped(), attribute.value.toHtmlEscaped());
    return text;
}

} // namespace

NetworkCanvas::NetworkCanvas(NetworkScene &scene, QWidget *parent) : QGraphicsView(&scene, parent), m_scene(scene)
{
    setFrameShape(QFrame::NoFrame);
    setTransformationAnchor(QGraphicsView::AnchorViewCenter);
    setResizeAnchor(QGraphicsView::AnchorViewCenter);
    setViewportUpdateMode(QGraphicsView::SmartViewportUpdate);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setMouseTracking(true);
    setAccessibleName(tr("Network"));
    setAccessibleDescription(tr("The nodes of the network; arrow keys walk along its edges"));
}

double NetworkCanvas::fittingZoom() const
{
    const QSizeF whole = sceneRect().size();
    if (whole.isEmpty())
        return 1;
    constexpr int rounding = 2; // Else scroll bars may appear.
    const double both =
        std::min((viewport()->width() - rounding) / whole.width(), (viewport()->height() - rounding) / whole.height());
    return std::clamp(both, leastZoom, 1.0);
}

void NetworkCanvas::fit()
{
    setZoom(fittingZoom());
    centerOn(sceneRect().center());
}

void NetworkCanvas::showBeginning()
{
    const double zoom = fittingZoom();
    if (zoom >= readableZoom)
        return fit();
    const int width = contentsRect().width() - verticalScrollBar()->sizeHint().width(); // It will be there.
    setZoom(std::clamp(width / std::max(1.0, sceneRect().width()), readableZoom, 1.0));
    centerOn(m_scene.isEmpty() ? QPointF() : m_scene.box(0).center());
}

void NetworkCanvas::setZoom(double zoom)
{
    const double bounded = std::clamp(zoom, leastZoom, mostZoom);
    setTransform(QTransform::fromScale(bounded, bounded));
    emit viewChanged();
}

void NetworkCanvas::zoomBy(double factor) { setZoom(zoom() * factor); }

void NetworkCanvas::reveal(int node)
{
    const QRectF box = m_scene.box(node);
    if (!mapToScene(viewport()->rect()).boundingRect().contains(box))
        centerOn(box.center());
}

/// The keys of this view, which are shortcuts elsewhere in the window.
bool NetworkCanvas::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->modifiers() == Qt::NoModifier && (key->key() == Qt::Key_F || key->key() == Qt::Key_Home)) {
            event->accept();
            return true;
        }
    }
    return QGraphicsView::event(event);
}

void NetworkCanvas::keyPressEvent(QKeyEvent *event)
{
    constexpr double step = 1.25;
    if (event->modifiers().testFlag(Qt::ControlModifier))
        return QGraphicsView::keyPressEvent(event);
    switch (event->key()) {
    case Qt::Key_F:
        return fit();
    case Qt::Key_Home:
        return setZoom(1);
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoomBy(step);
    case Qt::Key_Minus:
        return zoomBy(1 / step);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_scene.selected() >= 0)
            emit foldRequested(m_scene.selected());
        return;
    case Qt::Key_Space:
        m_isSpaceDown = true;
        return viewport()->setCursor(Qt::OpenHandCursor);
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Left:
    case Qt::Key_Right: {
        if (m_scene.isEmpty())
            return;
        const int next =
            m_scene.selected() < 0 ? 0 : m_scene.neighbour(m_scene.selected(), static_cast<Qt::Key>(event->key()));
        if (next >= 0)
            emit nodeChosen(next);
        return;
    }
    default:
        QGraphicsView::keyPressEvent(event);
    }
}

void NetworkCanvas::keyReleaseEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Space)
        return QGraphicsView::keyReleaseEvent(event);
    if (event->isAutoRepeat())
        return;
    m_isSpaceDown = false;
    viewport()->unsetCursor();
}

void NetworkCanvas::startMoving(const QPoint &from)
{
    m_isMoving = true;
    m_movedFrom = from;
    viewport()->setCursor(Qt::ClosedHandCursor);
}

void NetworkCanvas::stopMoving()
{
    m_isMoving = false;
    viewport()->unsetCursor();
}

void NetworkCanvas::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::MiddleButton || (event->button() == Qt::LeftButton && m_isSpaceDown))
        return startMoving(event->pos());
    if (event->button() != Qt::LeftButton)
        return;
    const QPointF place = mapToScene(event->pos());
    if (const int folded = m_scene.handleAt(place); folded >= 0)
        emit foldRequested(folded);
    else
        emit nodeChosen(m_scene.nodeAt(place));
}

void NetworkCanvas::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_isMoving)
        return showPointer(event->pos());
    const QPoint way = event->pos() - m_movedFrom;
    m_movedFrom = event->pos();
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - way.x());
    verticalScrollBar()->setValue(verticalScrollBar()->value() - way.y());
}

void NetworkCanvas::mouseReleaseEvent(QMouseEvent *)
{
    if (m_isMoving)
        stopMoving();
}

void NetworkCanvas::mouseDoubleClickEvent(QMouseEvent *event)
{
    const QPointF place = mapToScene(event->pos());
    const int node = m_scene.nodeAt(place);
    if (event->button() == Qt::LeftButton && node >= 0 && m_scene.handleAt(place) < 0)
        emit foldRequested(node);
}

void NetworkCanvas::showPointer(const QPoint &at)
{
    if (m_scene.handleAt(mapToScene(at)) >= 0)
        viewport()->setCursor(Qt::PointingHandCursor);
    else if (!m_isSpaceDown)
        viewport()->unsetCursor();
}

void NetworkCanvas::wheelEvent(QWheelEvent *event)
{
    if (!event->modifiers().testFlag(Qt::ControlModifier))
        return QGraphicsView::wheelEvent(event);
    constexpr double notch = 120; // Of QWheelEvent::angleDelta.
    const QPointF under = mapToScene(event->position().toPoint());
    setTransformationAnchor(QGraphicsView::NoAnchor);
    setZoom(zoom() * std::pow(1.2, event->angleDelta().y() / notch));
    setTransformationAnchor(QGraphicsView::AnchorViewCenter);
    const QPointF moved = mapFromScene(under) - event->position();
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() + qRound(moved.x()));
    verticalScrollBar()->setValue(verticalScrollBar()->value() + qRound(moved.y()));
    event->accept();
}

void NetworkCanvas::contextMenuEvent(QContextMenuEvent *event)
{
    if (event->reason() != QContextMenuEvent::Keyboard)
        return emit menuWanted(m_scene.nodeAt(mapToScene(event->pos())), event->globalPos());
    const int node = m_scene.selected();
    const QPoint at = node < 0 ? rect().center() : mapFromScene(m_scene.box(node).center());
    emit menuWanted(node, viewport()->mapToGlobal(at));
}

void NetworkCanvas::resizeEvent(QResizeEvent *event)
{
    QGraphicsView::resizeEvent(event);
    emit viewChanged();
}

void NetworkCanvas::scrollContentsBy(int across, int down)
{
    QGraphicsView::scrollContentsBy(across, down);
    emit viewChanged();
}

bool NetworkCanvas::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QGraphicsView::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const int node = m_scene.nodeAt(mapToScene(help->pos()));
    QToolTip::showText(help->globalPos(),
                       node < 0 ? QString() : toolTipOf(m_scene.network().nodes[static_cast<std::size_t>(node)].values),
                       this);
    return true;
}

} // namespace odimo::widgets
