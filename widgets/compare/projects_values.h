// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mapping/cost/cost.h"
#include "core/mapping/front/pareto.h"
#include "widgets/compare/compare_values.h"

#include <QString>
#include <QStringList>

#include <array>
#include <optional>
#include <vector>

namespace odimo::widgets {

/// A measured mapping of one of two projects.
struct MergedPoint {
    CompareRun run;
    QString name;
    double accuracy = 0; ///< Fraction of the test set.
    mapping::Interval interval;
    mapping::Cost cost;
    bool isOnMergedFront = false;
    bool isOnOwnFront = false;
    std::optional<std::int64_t> beatenBy = {}; ///< A run of the other project that dominates it.
};

/// The fronts of both projects for one kind of cost. Arrays: A, then B.
struct MergedFront {
    std::array<double, 2> hypervolume = {}; ///< Shares of the rectangle up to the reference point that both have.
    double mergedHypervolume = 0;
    double gain = 0;                 ///< The share of B minus that of A,
    mapping::Interval gainInterval;  ///< and its 95 % interval.
    std::array<int, 2> onFront = {}; ///< Mappings on the front of the project itself,
    std::array<int, 2> beaten = {};  ///< of which the other project dominates so many.
    std::vector<MergedPoint> points; ///< The merged front first, by ascending cost; then the others, likewise.
};

/// Two projects, ready to be shown.
struct ProjectsValues {
    std::array<QString, 2> names;
    QStringList notComparable;   ///< Why, a sentence for each part that differs; empty: everything can be compared.
    MergedFront latency, energy; ///< Where something cannot, no point is on the merged front or beaten.
    std::vector<CompareSetting> settings;

    bool isComparable() const { return notComparable.isEmpty(); }
    const MergedFront &on(mapping::Objective objective) const
    {
        return objective == mapping::Objective::Latency ? latency : energy;
    }
};

/// "Hypervolume 71.2 % in A, 70.1 % in B, 72.0 % of both together.", whether the test images tell them apart, and how
/// many mappings of each the other beats.
QString frontSentence(const MergedFront &front);
/// "A" or "B".
QString sideName(std::size_t project);
/// "by run 4 of B"; empty if no other beats it.
QString beatenText(const MergedPoint &point);

} // namespace odimo::widgets
