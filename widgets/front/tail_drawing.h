// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/base/plot_style.h"
#include "widgets/front/front_scale.h"

#include <vector>

class QCustomPlot;
class QCPCurve;
class QCPGraph;

namespace odimo::widgets {

/// The way of each mapping to its accuracy: from that in the search (soft) over that of the discrete mapping (hard) to
/// the measured one. A long tail says that the search promised too much.
class TailDrawing {
public:
    /// With more points only those of the front have a tail, and with more on the front none.
    static constexpr std::size_t mostTails = 60;

    explicit TailDrawing(QCustomPlot &plot);

    /// Points with an earlier accuracy.
    void setPoints(const std::vector<FrontMarker> &points, const FrontScale &scale);
    void setColors(const PlotColors &colors);
    void setVisible(bool visible);
    bool isVisible() const;
    void removeFromLegend();
    void addToLegend();

private:
    QCustomPlot &m_plot;
    QCPCurve *m_lines;
    QCPGraph *m_soft;
    QCPGraph *m_hard;
};

} // namespace odimo::widgets
