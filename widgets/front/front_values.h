// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mapping/front/pareto.h"
#include "widgets/base/format.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace odimo::widgets {

/// What a mapping costs, in all units that the front shows.
struct PointCost {
    double latency_cycles = 0;
    double latency_ms = 0;
    double energy_uJ = 0;
    double weight_bytes = 0;
};

/// An earlier accuracy of a measured mapping: of its search, or before it was fine-tuned.
struct TailPoint {
    double accuracy = 0; ///< Fraction.
    double latencyFactor =
        1; ///< Its latency over that of the mapping: a search weighs costs that are not discrete yet.
    double energyFactor = 1;
};

/// One measured mapping as the front shows it.
struct FrontMarker : PointCost {
    std::int64_t run = 0;
    QString name; ///< "Search 0.1", "instant" or the name of the baseline.
    bool isBaseline = false;
    bool isDominated = false;
    bool isUntrained = false; ///< Measured without training.
    double accuracy = 0;      ///< Fraction of the test set.
    mapping::Interval interval;
    std::optional<double> strength;
    std::optional<TailPoint> soft; ///< Of the search (validation).
    std::optional<TailPoint> hard; ///< Of the mapping before it was fine-tuned.
    QString seeds = {};            ///< Mean and range over runs that differ in the seed alone; empty if it has none.
};

/// A mapping whose cost is known before its accuracy is measured.
struct GhostMarker : PointCost {
    std::int64_t run = 0; ///< 0: there is no run for it yet.
    QString name;
    bool isBaseline = false;
    std::optional<double> accuracy; ///< Fraction, predicted or of the search; absent: unknown.
    QString work = {};              ///< "Fine-tuning 2/5, 3 to 5 min left" of one in work; else empty.
};

/// One mapping that nobody has measured.
struct PredictedMarker {
    double accuracy = 0; ///< Fraction of the test set, predicted.
    double latency_cycles = 0;
    double latency_ms = 0;
    double energy_uJ = 0;
    double weight_bytes = 0; ///< 0: not known.
};

/// What is asked of every mapping, as the front shows it; absent where nothing is. The latency in both of its units.
struct FrontLimits {
    std::optional<double> latency_cycles = {};
    std::optional<double> latency_ms = {};
    std::optional<double> energy_uJ = {};
    std::optional<double> accuracy = {}; ///< Fraction.
    std::optional<double> weight_bytes = {};
};
enum class LimitKind { Cost, Accuracy };

/// All channels on the reference unit: what "relative" is relative to.
struct FrontReference : PointCost {
    QString name;                   ///< "all-digital"
    std::optional<double> accuracy; ///< Fraction; absent until it is measured.
};

/// The hypervolume when a run had been measured, as a share like hypervolumeShare.
struct GrowthStep {
    std::int64_t run = 0;
    double seconds = 0; ///< Since the first run began.
    double share = 0;
};

/// All points for one kind of cost: the front first, by ascending cost, then the dominated ones.
struct FrontValues {
    std::vector<FrontMarker> points;
    mapping::ReferencePoint reference; ///< Cost in cycles, uJ or bytes.
    double hypervolume = 0;            ///< Cost times accuracy, inside the reference point.
    std::optional<std::int64_t> knee = {};
    std::vector<GrowthStep> growth = {}; ///< In the order of measurement.
    std::vector<GhostMarker> ghosts = {};
    FrontReference relativeTo = {};
};

/// The points ranked by each kind of cost.
struct FrontSet {
    FrontValues latency;
    FrontValues energy;
    FrontValues size;
    const FrontValues &on(CostAxis axis) const;
};

/// The front of another project, to compare with.
struct OverlayFront {
    QString name;
    FrontSet fronts;
};

/// The cost of a point in the unit of the axis.
double costOn(CostAxis axis, const PointCost &point);
double costOn(CostAxis axis, const PredictedMarker &point);
std::optional<double> costOn(CostAxis axis, const FrontLimits &limits);

/// The reference cost in the unit of the axis; `values` gives the ratio of milliseconds to cycles.
double referenceCostOn(CostAxis axis, const FrontValues &values);

/// The share of the rectangle up to the reference point (and accuracy 1) that the front dominates, 0..1.
double hypervolumeShare(const FrontValues &values);

/// The most accurate point within all limits, of equals the one that stands first; null if there is none or nothing is
/// asked for.
const FrontMarker *bestWithin(const FrontLimits &limits, const std::vector<FrontMarker> &points);

} // namespace odimo::widgets
