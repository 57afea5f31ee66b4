// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPixmap>
#include <QWidget>

namespace odimo::widgets {

class NetworkCanvas;
class NetworkScene;

/// The whole network in a corner of its canvas, with a frame around what the canvas shows; a press or drag moves the
/// canvas there. Hidden while the canvas shows everything.
class NetworkMinimap : public QWidget {
    Q_OBJECT

public:
    NetworkMinimap(NetworkScene &scene, NetworkCanvas &canvas);
    /// What the canvas shows, in this widget.
    QRectF frame() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;

private:
    void forgetPicture();
    void followCanvas();
    void moveCanvas(const QPointF &to);
    double scale() const;
    QPoint freestCorner(const QSize &size, int margin) const;
    void drawPicture();

    NetworkScene &m_scene;
    NetworkCanvas &m_canvas;
    QPixmap m_picture; ///< Drawn anew when the scene changes only; the frame moves on top.
};

} // namespace odimo::widgets
