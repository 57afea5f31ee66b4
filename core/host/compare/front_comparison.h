// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/front/front.h"

#include <optional>
#include <vector>

namespace odimo::host {

/// A front among those that are compared.
struct ComparedFront {
    std::size_t project = 0; ///< Whose it is.
    const Front &front;      ///< Must live as long as it is compared.
};

/// A run of another project.
struct ForeignRun {
    std::size_t project = 0;
    std::int64_t run = 0;
    bool operator==(const ForeignRun &) const = default;
};

/// A measured mapping among those of all projects.
struct MergedEntry {
    std::size_t project = 0;
    FrontEntry entry; ///< `dominated` by its own project.
    bool isOnMergedFront = false;
    /// Of each other project that dominates it the run that does: the most accurate, of equals the cheapest.
    std::vector<ForeignRun> beatenBy = {};
};

/// An area with its 95 % interval (intervalAround).
struct Volume {
    double value = 0;
    mapping::Interval interval;
};

/// What one project has on the common plane.
struct OwnFront {
    std::size_t project = 0;
    Volume hypervolume = {};
    int onFront = 0;  ///< Mappings on the front of the project itself,
    int onMerged = 0; ///< of which so many are on the merged one,
    /// and so many are dominated by a run of the project at this place of FrontDifference::fronts.
    std::vector<int> beatenBy = {};
};

/// By how much one front's hypervolume exceeds that of another before it.
struct VolumeDifference {
    std::size_t first = 0, second = 0; ///< Places in FrontDifference::fronts; the second minus the first.
    Volume difference = {};
    /// The interval does not hold 0.
    bool isClear() const { return difference.interval.low > 0 || difference.interval.high < 0; }
};

/// Several fronts in one picture.
struct FrontDifference {
    mapping::Objective objective = mapping::Objective::Latency;
    mapping::ReferencePoint reference; ///< The widest of all, for all hypervolumes.
    std::vector<OwnFront> fronts;
    Volume merged = {};                        ///< Of all together.
    std::vector<VolumeDifference> differences; ///< Of every two.
    std::vector<MergedEntry> points; ///< The merged front first, by ascending cost; then the others, likewise.

    /// As a share of the rectangle up to the reference point and accuracy 1.
    double share(double volume) const { return volume / (reference.cost * (1 - reference.accuracy)); }
};

/// Of at least one front, all of one objective.
FrontDifference merged(const std::vector<ComparedFront> &fronts);

/// Projects are told by their places, 0 for the first.
Json toJson(const FrontDifference &difference);

} // namespace odimo::host
