// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/mapping/restrictions.h"
#include "core/mapping/sensitivity.h"

#include <span>
#include <vector>

namespace odimo::mapping {

/// One useful split of one layer.
struct LayerChoice {
    int preciseChannels = 0;
    double latency_cycles = 0;
    double energy_uJ = 0;
    double penalty = 0; ///< The least of all assignments with so many precise channels.
};

/// The useful splits of one layer in ascending order of precise channels, and which channels go first.
struct LayerChoices {
    std::string layer;
    int preciseUnit = 0;
    int otherUnit = 0; ///< The precise unit, if only one can take free channels.
    std::vector<std::optional<int>> pinned;
    std::vector<int> order; ///< Free channels, the ones that need the precise unit most first.
    std::vector<LayerChoice> choices;
};

/// Which splits of a layer are looked at.
enum class Splits {
    StepEnds, ///< The useful ends of the cost staircases of latency and energy.
    All,      ///< Every number of channels.
};

/// The choices of every layer under the pins. Throws Error as checkRestrictions and checkSensitivity do.
std::vector<LayerChoices> layerChoices(const CostTable &table, const Sensitivity &sensitivity,
                                       const Restrictions &restrictions, Splits splits = Splits::StepEnds);

/// What a front is optimal in, beside the penalty.
enum class Criteria { Latency, Energy, LatencyAndEnergy };

/// A combination of choices, one for each layer.
struct PredictedPoint {
    double latency_cycles = 0;
    double energy_uJ = 0;
    double penalty = 0;
    std::vector<int> choice; ///< By layer, index into LayerChoices::choices.
};

/// Every Pareto-optimal combination: dynamic programming over the layers with dominance pruning; ascending cost (in
/// latency for both criteria), descending penalty. Of combinations that are equal in all criteria one is kept.
/// A big network is thinned out on the way (undominated.h): ResNet18 in both criteria, ResNet50 in one.
std::vector<PredictedPoint> exactFront(std::span<const LayerChoices> layers, Criteria criteria);

/// The combinations on the lower convex hull of the front, by Lagrange multipliers: those that minimise penalty +
/// multiplier * cost for some multiplier. Ascending cost. A multiplier is a strength: loss against normalised cost.
std::vector<PredictedPoint> convexFront(std::span<const LayerChoices> layers, Objective objective);

/// The mapping of a combination.
Mapping mappingOf(std::span<const LayerChoices> layers, const PredictedPoint &point);

/// The points that keep to the limits of latency and energy. Throws Error naming the limit that cannot be met and the
/// best reachable value if none does.
std::vector<PredictedPoint> withinLimits(std::vector<PredictedPoint> front, const Restrictions &restrictions,
                                         const platform::Platform &platform);

/// The front of one objective under the restrictions: the exact one, or, with a limit on the other cost, what the exact
/// front of both holds within it. Throws Error as withinLimits does.
std::vector<PredictedPoint> permittedFront(std::span<const LayerChoices> layers, Objective objective,
                                           const Restrictions &restrictions, const platform::Platform &platform);

/// So many points of a front in ascending cost, both ends included: denser at the cheap end, where accuracy falls
/// (method.md 9), no two alike. Fewer if the front has fewer.
std::vector<PredictedPoint> spreadOver(std::span<const PredictedPoint> front, Objective objective, int count);

} // namespace odimo::mapping
