// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/editor/layer_values.h"

#include <QFont>
#include <QPalette>
#include <QPointF>

class QCPGraph;
class QCPItemText;
class QCustomPlot;

namespace odimo::widgets {

/// Draws the staircase of a layer into a plot and knows where what stands in it.
class StaircaseDrawing {
public:
    struct Look {
        QPalette palette;
        QFont font;
        bool hasFocus = false;
    };

    explicit StaircaseDrawing(QCustomPlot &plot);

    void draw(const LayerValues &layer, int channels, const Look &look);
    /// Of the handle, in pixels of the plot, on the stairs of the layer.
    QPointF position(int channels) const;
    double channelsAt(const QPointF &position) const;
    /// What the handle says, in a sentence.
    QString description() const { return m_description; }

private:
    void drawStairs(const StairValues &stairs, const LayerValues &layer, const Look &look);
    void drawEnds(const StairValues &stairs, const Look &look);
    void drawRange(const StairValues &stairs, const Look &look);
    void drawHandle(const StairValues &stairs, const LayerValues &layer, int channels, const Look &look);
    void drawIdle(const StairValues &stairs, int channels, const Look &look);
    void addBand(double from, double to, const QBrush &brush);

    QCustomPlot &m_plot;
    QCPGraph *m_reference;
    QCPGraph *m_other;
    QCPGraph *m_layer;
    QCPGraph *m_ends;
    QCPGraph *m_handle;
    std::vector<double> m_cycles; ///< Of the layer, by channels.
    QString m_description;
};

} // namespace odimo::widgets
