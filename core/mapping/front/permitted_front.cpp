// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/front/combinations.h"

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

/// What latency can be had for what energy, whatever the penalty: enough to tell whether limits can be met.
std::vector<PredictedPoint> frontOfCosts(std::span<const LayerChoices> layers)
{
    std::vector<LayerChoices> costs(layers.begin(), layers.end());
    for (LayerChoices &layer : costs) {
        for (LayerChoice &choice : layer.choices)
            choice.penalty = choice.energy_uJ;
    }
    return exactFront(costs, Criteria::Latency);
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
        // These are exact enough for limits that hardly anything keeps.
        for (PredictedPoint &point : withinLimits(frontOfCosts(layers), restrictions, platform))
            points.push_back(pointOf(layers, std::move(point.choice)));
    }
    if (limitsTheOtherCost(restrictions, objective)) {
        // What is best within that limit may be pointless without it.
        std::vector<PredictedPoint> both = exactFront(layers, Criteria::LatencyAndEnergy, limits);
        std::ranges::move(both, std::back_inserter(points));
    }
    return nonDominatedIn(objective, withinLimits(std::move(points), restrictions, platform));
}

} // namespace odimo::mapping
