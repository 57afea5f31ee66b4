// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/base/figure.h"
#include "widgets/editor/layer_values.h"

#include <QWidget>

#include <memory>
#include <optional>

class QCustomPlot;

namespace odimo::widgets {

class StaircaseDrawing;

/// What a layer costs against the number of channels on its reference unit: the stairs of both units and of the slower
/// one, with the split as a handle that is dragged. It snaps to the ends of plateaus, or, with Alt or Ctrl, to any
/// number. Arrow keys move one channel, Page Up and Page Down a plateau, Home and End to the ends.
class StaircasePlot : public QWidget {
    Q_OBJECT

public:
    explicit StaircasePlot(QWidget *parent = nullptr);
    ~StaircasePlot() override;

    void setLayer(const LayerValues &layer);
    const LayerValues &layer() const { return m_layer; }
    /// With the handle where it stands.
    Figure figure(const FigureStyle &style) const;
    /// Channels on the reference unit.
    int channels() const { return m_channels; }
    bool canMove() const;
    /// Where the handle stands for so many channels, in pixels of this widget.
    QPointF handlePosition(int channels) const;

signals:
    /// By the user: so many channels shall stand on the reference unit; also while the handle is dragged.
    void channelsChosen(int channels);
    /// The handle was let go: what comes next is another edit.
    void editEnded();

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyReleaseEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool drag(QEvent &event);
    void choose(int channels);
    void chooseAt(const QPointF &position, bool isFree);
    std::optional<int> reachedBy(int key) const;
    void redraw();

    QCustomPlot *m_plot;
    std::unique_ptr<StaircaseDrawing> m_drawing;
    LayerValues m_layer;
    int m_channels = 0;
    bool m_isDragged = false;
};

} // namespace odimo::widgets
