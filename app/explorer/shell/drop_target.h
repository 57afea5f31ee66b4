// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/explorer/shell/dropped_file.h"

#include <QObject>

class QMimeData;
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
    DropOverlay &overlay() { return *m_overlay; }

signals:
    /// Of use, and of nothing else.
    void dropped(const odimo::explorer::DroppedFile &file);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    DroppedFile fileOf(const QMimeData &dragged) const;

    QWidget &m_window;
    DropOverlay *m_overlay;
    QString m_obstacle;
};

} // namespace odimo::explorer
