// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/explorer/shell/dropped_file.h"

#include <QObject>

class QDropEvent;
class QWidget;

namespace odimo::explorer {

class DropOverlay;

/// Takes files that are dropped on the window. While they are dragged over it, it says what will happen, or why
/// nothing can.
class DropTarget : public QObject {
    Q_OBJECT

public:
    explicit DropTarget(QWidget &window, QObject *parent = nullptr);

    /// Why nothing can be dropped now; empty if it can.
    void setObstacle(const QString &obstacle) { m_obstacle = obstacle; }
    /// True if a project is open with which another can be compared: on the right half of the window, or anywhere
    /// while nothing can be opened.
    void setComparable(bool isComparable) { m_isComparable = isComparable; }
    DropOverlay &overlay() { return *m_overlay; }

signals:
    /// Of use, and of nothing else.
    void dropped(const odimo::explorer::DroppedFile &file);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    DroppedFile fileOf(const QDropEvent &drag) const;

    QWidget &m_window;
    DropOverlay *m_overlay;
    QString m_obstacle;
    bool m_isComparable = false;
};

} // namespace odimo::explorer
