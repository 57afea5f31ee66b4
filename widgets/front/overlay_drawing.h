// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/base/plot_style.h"
#include "widgets/front/front_scale.h"

#include <vector>

class QCustomPlot;
class QCPGraph;

namespace odimo::widgets {

/// Fronts of other projects behind the front, each with a line, a shape and a colour of its own.
class OverlayDrawing {
public:
    explicit OverlayDrawing(QCustomPlot &plot);

    void setOverlays(const std::vector<OverlayFront> &overlays, const FrontScale &scale);
    void setColors(const PlotColors &colors);
    void removeFromLegend();
    void addToLegend();
    const std::vector<OverlayFront> &overlays() const { return m_overlays; }

private:
    struct Graphs {
        QCPGraph *line = nullptr; ///< With the markers of the front.
        QCPGraph *dominated = nullptr;
    };
    Graphs addGraphs(const OverlayFront &overlay, const FrontScale &scale);

    QCustomPlot &m_plot;
    std::vector<OverlayFront> m_overlays;
    std::vector<Graphs> m_graphs;
    PlotColors m_colors;
};

} // namespace odimo::widgets
