// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QGraphicsView>

namespace odimo::widgets {

class NetworkScene;

/// The view of the drawing: Ctrl+wheel zooms at the pointer, the middle button or Space and the left one move it, F
/// shows all, Home shows 100 %, + and - zoom, arrows walk along edges, Return closes and opens a block.
class NetworkCanvas : public QGraphicsView {
    Q_OBJECT

public:
    explicit NetworkCanvas(NetworkScene &scene, QWidget *parent = nullptr);

    double zoom() const { return transform().m11(); }
    /// The whole network, at most at 100 %.
    void fit();
    /// The whole network if it can be read then, else its beginning.
    void showBeginning();
    void setZoom(double zoom);
    void zoomBy(double factor);
    /// Moves the view if the node is out of sight.
    void reveal(int node);

signals:
    void nodeChosen(int node);
    void foldRequested(int node);
    /// -1 beside the nodes; `at` on the screen.
    void menuWanted(int node, const QPoint &at);
    /// The part of the scene that is seen changed.
    void viewChanged();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyReleaseEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int across, int down) override;
    bool viewportEvent(QEvent *event) override;

private:
    double fittingZoom() const;
    void showPointer(const QPoint &at);
    void startMoving(const QPoint &from);
    void stopMoving();

    NetworkScene &m_scene;
    bool m_isSpaceDown = false;
    bool m_isMoving = false;
    QPoint m_movedFrom;
};

} // namespace odimo::widgets
