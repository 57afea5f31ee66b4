// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/base/plot_style.h"
#include "widgets/base/run_set.h"
#include "widgets/front/front_scale.h"

#include <array>
#include <vector>

class QCustomPlot;
class QCPErrorBars;

namespace odimo::widgets {

/// The measured points in a plot that owns the graphs. Found mappings are discs, baselines diamonds; hollow if they
/// were not trained, grey if dominated, faint if others are brushed. Thousands of them are drawn from pictures.
class MarkerSeries {
public:
    /// From so many points on, markers are pictures, and only the front has intervals.
    static constexpr std::size_t manyPoints = 2000;

    explicit MarkerSeries(QCustomPlot &plot);

    /// `brushed`: empty: all are shown alike.
    void setPoints(const std::vector<FrontMarker> &points, const FrontScale &scale, const RunSet &brushed);
    void setColors(const PlotColors &colors);
    /// One entry for each thing that a marker can say, whatever else it says.
    void removeFromLegend();
    void addToLegend(const std::vector<FrontMarker> &points);
    bool areMany() const { return m_areMany; }

private:
    class MarkerGraph;
    /// What decides the look of a point. Later ones are drawn over earlier ones.
    struct Kind {
        bool isBright = false; ///< Not faint.
        bool isOnFront = false;
        bool isBaseline = false;
        bool isTrained = false;
        std::size_t index() const
        {
            return (isBright ? 8 : 0) + (isOnFront ? 4 : 0) + (isBaseline ? 2 : 0) + (isTrained ? 1 : 0);
        }
    };
    struct Series {
        Kind kind;
        MarkerGraph *markers = nullptr;
        QCPErrorBars *errors = nullptr;
    };
    const Series &seriesOf(const Kind &kind) const { return m_series[kind.index()]; }
    void addSeries();
    void styleSeries(const Series &series) const;

    QCustomPlot &m_plot;
    std::array<Series, 16> m_series;
    PlotColors m_colors;
    bool m_areMany = false;
};

} // namespace odimo::widgets
