// SPDX-License-Identifier: Apache-2.0
#include "core/host/plan/targets.h"

#include "core/mapping/cost/baselines.h"
#include "core/mapping/front/combinations.h"

#include <algorithm>
#include <cmath>

namespace odimo::host {

namespace {

constexpr double stride = 4;
/// Strengths below tell nothing from 0.
constexpr double leastStrength = 1e-4;

/// The mean of those at one strength.
ExpectedCost meanAt(double strength, std::span<const StrengthCost> measured)
{
    ExpectedCost mean;
    for (const StrengthCost &each : measured)
        if (each.strength == strength) {
            mean.cost += each.cost;
            ++mean.runs;
        }
    mean.cost /= mean.runs;
    return mean;
}

} // namespace

double predictedStrength(double target, std::span<const mapping::PredictedPoint> hull, mapping::Objective objective,
                         double referenceCost)
{
    double strength = leastStrength;
    for (std::size_t i = hull.size(); i-- > 1;) { // From the most expensive on, the slope grows.
        const double cheaper = mapping::costOf(hull[i - 1], objective) / referenceCost;
        const double dearer = mapping::costOf(hull[i], objective) / referenceCost;
        if (dearer <= target)
            break;
        strength = (hull[i - 1].penalty - hull[i].penalty) / (dearer - cheaper);
    }
    return std::max(strength, leastStrength);
}

std::optional<double> correctedStrength(double target, std::span<const StrengthCost> measured)
{
    const StrengthCost *weak = nullptr;
    const StrengthCost *strong = nullptr;
    for (const StrengthCost &each : measured) {
        if (std::abs(each.cost - target) <= targetTolerance)
            return std::nullopt;
        if (each.cost > target && (!weak || each.strength > weak->strength))
            weak = &each;
        if (each.cost < target && (!strong || each.strength < strong->strength))
            strong = &each;
    }
    if (!weak && !strong)
        return std::nullopt;
    if (!strong)
        return std::max(weak->strength, leastStrength) * stride;
    if (!weak)
        return strong->strength / stride;
    const double share = (weak->cost - target) / (weak->cost - strong->cost);
    const double low = std::log(std::max(weak->strength, leastStrength));
    const double high = std::log(std::max(strong->strength, leastStrength));
    return std::exp(low + share * (high - low));
}

std::optional<ExpectedCost> expectedCost(double strength, std::span<const StrengthCost> measured)
{
    std::optional<double> below, above;
    for (const StrengthCost &each : measured) {
        if (each.strength <= strength && (!below || each.strength > *below))
            below = each.strength;
        if (each.strength >= strength && (!above || each.strength < *above))
            above = each.strength;
    }
    if (!below || !above)
        return std::nullopt;
    const ExpectedCost low = meanAt(*below, measured);
    if (*below == *above)
        return low;
    const ExpectedCost high = meanAt(*above, measured);
    const auto logarithm = [](double value) {
        return std::log(std::max(value, leastStrength));
    };
    const double width = logarithm(*above) - logarithm(*below);
    const double share = width > 0 ? (logarithm(strength) - logarithm(*below)) / width : 0;
    return ExpectedCost{.cost = low.cost + share * (high.cost - low.cost), .runs = low.runs + high.runs};
}

std::vector<StrengthCost> measuredStrengths(const project::Project &project, mapping::Objective objective)
{
    const double reference = mapping::referenceCost(project.costTable()).value(objective);
    std::vector<StrengthCost> measured;
    for (const project::Run &run : project.runs())
        if (run.kind == project::RunKind::Search && run.mapping && run.strength && run.objective == objective)
            measured.push_back({*run.strength, run.cost.value(objective) / reference});
    return measured;
}

} // namespace odimo::host
