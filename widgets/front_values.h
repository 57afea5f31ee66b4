// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mapping/pareto.h"
#include "widgets/format.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace odimo::widgets {

/// One measured mapping as the front shows it.
struct FrontMarker {
    std::int64_t run = 0;
    QString name; ///< "Search 0.1" or the name of the baseline.
    bool isBaseline = false;
    bool isDominated = false;
    double accuracy = 0; ///< Fraction of the test set.
    mapping::Interval interval;
    double latency_cycles = 0;
    double latency_ms = 0;
    double energy_uJ = 0;
    std::optional<double> strength;
};

/// All points for one objective: the front first, by ascending cost, then the dominated ones.
struct FrontValues {
    std::vector<FrontMarker> points;
    mapping::ReferencePoint reference; ///< Cost in cycles or uJ.
    double hypervolume = 0;            ///< Cost times accuracy, inside the reference point.
};

/// The cost of a point in the unit of the axis.
double costOn(CostAxis axis, const FrontMarker &point);

/// The reference cost in the unit of the axis; `values` gives the ratio of milliseconds to cycles.
double referenceCostOn(CostAxis axis, const FrontValues &values);

/// The share of the rectangle up to the reference point (and accuracy 1) that the front dominates, 0..1.
double hypervolumeShare(const FrontValues &values);

/// Everything known about a point, as rich text for a tool tip.
QString describe(const FrontMarker &point);

/// The same in one line of plain text, for the status bar and assistive technology.
QString describeInLine(const FrontMarker &point);

} // namespace odimo::widgets
