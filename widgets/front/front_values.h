// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mapping/front/pareto.h"
#include "widgets/base/format.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace odimo::widgets {

/// One measured mapping as the front shows it.
struct FrontMarker {
    std::int64_t run = 0;
    QString name; ///< "Search 0.1", "instant" or the name of the baseline.
    bool isBaseline = false;
    bool isDominated = false;
    bool isUntrained = false; ///< Measured without training.
    double accuracy = 0;      ///< Fraction of the test set.
    mapping::Interval interval;
    double latency_cycles = 0;
    double latency_ms = 0;
    double energy_uJ = 0;
    std::optional<double> strength;
};

/// One mapping that nobody has measured.
struct PredictedMarker {
    double accuracy = 0; ///< Fraction of the test set, predicted.
    double latency_cycles = 0;
    double latency_ms = 0;
    double energy_uJ = 0;
};

/// What is asked of every mapping, as the front shows it; absent where nothing is. The latency in both of its units.
struct FrontLimits {
    std::optional<double> latency_cycles = {};
    std::optional<double> latency_ms = {};
    std::optional<double> energy_uJ = {};
    std::optional<double> accuracy = {}; ///< Fraction.
};
enum class LimitKind { Cost, Accuracy };

/// All points for one objective: the front first, by ascending cost, then the dominated ones.
struct FrontValues {
    std::vector<FrontMarker> points;
    mapping::ReferencePoint reference; ///< Cost in cycles or uJ.
    double hypervolume = 0;            ///< Cost times accuracy, inside the reference point.
};

/// The cost of a point in the unit of the axis.
double costOn(CostAxis axis, const FrontMarker &point);
double costOn(CostAxis axis, const PredictedMarker &point);
std::optional<double> costOn(CostAxis axis, const FrontLimits &limits);

/// The reference cost in the unit of the axis; `values` gives the ratio of milliseconds to cycles.
double referenceCostOn(CostAxis axis, const FrontValues &values);

/// The share of the rectangle up to the reference point (and accuracy 1) that the front dominates, 0..1.
double hypervolumeShare(const FrontValues &values);

/// Everything known about a point, as lines of plain text for a tool tip.
QString describe(const FrontMarker &point);
QString describe(const PredictedMarker &point);

/// The same in one line of plain text, for the status bar and assistive technology.
QString describeInLine(const FrontMarker &point);
QString describeInLine(const PredictedMarker &point);

} // namespace odimo::widgets
