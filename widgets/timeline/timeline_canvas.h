// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mapping/cost/timeline.h"
#include "widgets/base/figure.h"
#include "widgets/timeline/time_window.h"

#include <QAbstractScrollArea>

#include <optional>

namespace odimo::widgets {

/// A lane for each engine over time, with the idle time of units hatched. Ctrl+wheel zooms, drag and the wheel move, F
/// shows everything; a click or the arrow keys choose a layer, Return or a double click opens it.
class TimelineCanvas : public QAbstractScrollArea {
    Q_OBJECT

public:
    explicit TimelineCanvas(QWidget *parent = nullptr);

    /// Keeps the share that is seen where the steps are the same, else shows everything.
    void setTimeline(mapping::Timeline timeline);
    const mapping::Timeline &timeline() const { return m_timeline; }
    void setCurrentLayer(const QString &name);
    QString currentLayer() const { return m_current; }
    const TimeWindow &window() const { return m_window; }

    /// Of a span of a lane, in the viewport, cut at its ends.
    QRect spanRect(std::size_t lane, const mapping::TimeSpan &span) const;
    QRect stepRect(std::size_t step) const; ///< Over all lanes, with the names above them.
    /// What is shown, without what is selected; not lower than needed.
    Figure figure(const FigureStyle &style) const;
    int leastHeight() const; ///< With lanes of two lines.

public slots:
    void fit();

signals:
    void layerChosen(const QString &name);
    void layerOpened(const QString &name);
    /// What is under the cursor, on one line; empty if nothing is.
    void described(const QString &text);

protected:
    bool event(QEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    void setWindow(const TimeWindow &window);
    void paintOn(QPainter &painter) const;
    void showScrollBar();
    int gutter() const;
    int headHeight() const;
    int laneHeight() const;
    int laneTop(std::size_t lane) const;
    double position(double cycles) const;
    double cyclesAt(double x) const;
    std::optional<std::size_t> stepAt(const QPoint &at) const;
    QString recordAt(const QPoint &at) const;
    void choose(std::size_t step);
    void move(int by);

    mapping::Timeline m_timeline;
    TimeWindow m_window;
    QString m_current;
    QPoint m_pressedAt;
    std::optional<double> m_draggedFrom; ///< Cycles under the cursor when a drag began.
    bool m_drags = false;
};

} // namespace odimo::widgets
