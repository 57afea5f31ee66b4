// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/combinations.h"

#include <algorithm>
#include <iterator>

namespace odimo::mapping {

namespace {

Criteria criteriaOf(Objective objective)
{
    switch (objective) {
    case Objective::Latency:
        return Criteria::Latency;
    case Objective::Energy:
        return Criteria::Energy;
    }
    return Criteria::LatencyAndEnergy;
}

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
    std::vector<PredictedPoint> points = exactFront(layers, criteriaOf(objective));
    if (limitsTheOtherCost(restrictions, objective)) {
        // What is best within that limit may be pointless without it.
        std::vector<PredictedPoint> both = exactFront(layers, Criteria::LatencyAndEnergy);
        std::ranges::move(both, std::back_inserter(points));
    }
    return undominatedIn(objective, withinLimits(std::move(points), restrictions, platform));
}

} // namespace odimo::mapping
