// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/front/combinations.h"

#include <algorithm>
#include <iterator>

namespace odimo::mapping {

namespace {

bool limitsTheOtherCost(const Restrictions &restrictions, Objective objective)
{
    switch (objective) {
    case Objective::Latency:
        return restrictions.mostEnergy_uJ.has_value();
    case Objective::Energy:
        return restrictions.mostLatency_ms.has_value();
    }
    return false;
}

} // namespace

std::vector<PredictedPoint> permittedFront(std::span<const LayerChoices> layers, Objective objective,
                                           const Restrictions &restrictions, const platform::Platform &platform)
{
    CostLimits limits{.latency_cycles = {}, .energy_uJ = restrictions.mostEnergy_uJ};
    if (restrictions.mostLatency_ms)
        limits.latency_cycles = *restrictions.mostLatency_ms / 1e3 * platform.clock_Hz;
    std::vector<PredictedPoint> points = exactFront(layers, criteriaOf(objective), limits);
    if (limits.latency_cycles || limits.energy_uJ) {
        // What latency can be had for what energy is exact enough for limits that hardly anything keeps.
        std::vector<PredictedPoint> costs = withinLimits(exactFront(layers, Criteria::Costs), restrictions, platform);
        std::ranges::move(costs, std::back_inserter(points));
    }
    if (limitsTheOtherCost(restrictions, objective)) {
        // What is best within that limit may be pointless without it.
        std::vector<PredictedPoint> both = exactFront(layers, Criteria::LatencyAndEnergy, limits);
        std::ranges::move(both, std::back_inserter(points));
    }
    return nonDominatedIn(objective, withinLimits(std::move(points), restrictions, platform));
}

} // namespace odimo::mapping
