// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/mapping/restrictions.h"
#include "core/mapping/sensitivity.h"

#include <cstdint>
#include <span>
#include <vector>

namespace odimo::mapping {

/// One split of one layer.
struct LayerChoice {
    int referenceChannels = 0; ///< Pinned ones included.
    double latency_cycles = 0; ///< Of the layer by itself, as costOfLayer has it.
    double energy_uJ = 0;
    double penalty = 0; ///< The least of all assignments with so many reference channels.
    /// On a platform that counts layouts: those of the units that compute the channels, and the cycles of the
    /// conversions that follow whatever the other layers do.
    LayoutSet layouts = 0;
    double conversion_cycles = 0;
    /// Of a layer that more than two units can take: the unit of each channel. Else the order of the layer says it.
    std::vector<std::uint8_t> units = {};
};

/// The splits of one layer that may be useful, in ascending order of reference channels, and which channels go first.
struct LayerChoices {
    std::string layer;
    int referenceUnit = 0;
    int otherUnit = 0; ///< The reference unit, if only one can take free channels or more than two can.
    std::vector<std::optional<int>> pinned;
    /// Free channels, the ones that need the reference unit most first; on a contiguous platform as they are numbered.
    std::vector<int> order;
    std::vector<LayerChoice> choices;
    std::optional<LayerTensors> tensors = {}; ///< As the layer's table has them.
};

/// Which splits of a layer are looked at.
enum class Splits {
    All,      ///< Every number of channels that the pins leave.
    StepEnds, ///< Of these the ends of the cost staircases, the cheapest and both ends of the range: few, for engines
              ///< that guess.
};

/// The choices of every layer under the pins, but for those that another choice of the layer beats: it costs no more
/// latency and energy, predicts no more penalty and uses units of the same layouts. A layer that more than two units
/// can take has the choice of every split with the best assignment of channels to it, as long as there are no more than
/// 100,000 splits; of more, those in blocks of as many channels as that takes. Throws Error as checkRestrictions and
/// checkSensitivity do.
std::vector<LayerChoices> layerChoices(const CostTable &table, const Sensitivity &sensitivity,
                                       const Restrictions &restrictions, Splits splits = Splits::All);

/// What a front is optimal in, beside the penalty; Costs is latency and energy without it.
enum class Criteria { Latency, Energy, LatencyAndEnergy, Costs };

/// A combination of choices, one for each layer.
struct PredictedPoint {
    double latency_cycles = 0;
    double energy_uJ = 0;
    double penalty = 0;
    std::vector<int> choice; ///< By layer, index into LayerChoices::choices.
};

/// Limits of the costs of a network.
struct CostLimits {
    std::optional<double> latency_cycles = {};
    std::optional<double> energy_uJ = {};
};

/// Every Pareto-optimal combination: dynamic programming over the layers with dominance pruning; ascending cost (in
/// latency for both criteria), descending penalty. Where layouts are counted, only combinations compete whose tensors
/// stand in the same layouts, as these decide what the layers to come must convert. Of combinations that are equal in
/// all criteria one is kept. Limits of the criteria leave combinations out early; one that exceeds them by the rounding
/// of sums may remain.
///
/// While a layer adds at most 200,000 sums (small networks to their end) the front is exact. Beyond that it is exact in
/// the penalty and in the least of each cost, and within 0.1 % in the cost: for each combination there is a point of no
/// more penalty that costs at most 1.001 times as much. In both costs at once, which a limit on the other cost needs,
/// 1.05 times.
std::vector<PredictedPoint> exactFront(std::span<const LayerChoices> layers, Criteria criteria,
                                       const CostLimits &limits = {});

/// The combinations on the lower convex hull of the front, by Lagrange multipliers (where layouts couple the layers, of
/// exactFront): those that minimise penalty +
/// multiplier * cost for some multiplier. Ascending cost. A multiplier is a strength: loss against normalised cost.
std::vector<PredictedPoint> convexFront(std::span<const LayerChoices> layers, Objective objective);

/// The mapping of a combination.
Mapping mappingOf(std::span<const LayerChoices> layers, const PredictedPoint &point);

/// The points that keep to the limits of latency and energy. Throws Error naming the limit that cannot be met and the
/// best reachable value if none does.
std::vector<PredictedPoint> withinLimits(std::vector<PredictedPoint> front, const Restrictions &restrictions,
                                         const platform::Platform &platform);

/// The front of one objective under the restrictions, as exact as exactFront is. Throws Error as withinLimits does.
std::vector<PredictedPoint> permittedFront(std::span<const LayerChoices> layers, Objective objective,
                                           const Restrictions &restrictions, const platform::Platform &platform);

/// So many points of a front in ascending cost, both ends included: denser at the cheap end, where accuracy falls
/// (docs/method.md 8.3), no two alike. Fewer if the front has fewer.
std::vector<PredictedPoint> spreadOver(std::span<const PredictedPoint> front, Objective objective, int count);

} // namespace odimo::mapping
