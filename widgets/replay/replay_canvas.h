// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/replay/replay_values.h"

#include <QWidget>

namespace odimo::widgets {

/// The picture of one moment. A click or drag on the ribbon asks for another.
class ReplayCanvas : public QWidget {
    Q_OBJECT

public:
    explicit ReplayCanvas(QWidget *parent = nullptr);

    void show(const ReplayValues &values, int moment);
    using QWidget::show;
    const ReplayValues &values() const { return m_values; }
    /// Of the ribbon, in the middle of a moment.
    QPoint placeOf(int moment) const;

signals:
    void sought(int moment);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    bool event(QEvent *event) override;

private:
    void seekTo(const QPoint &position);

    ReplayValues m_values;
    int m_moment = -1;
    bool m_isDragging = false;
};

} // namespace odimo::widgets
