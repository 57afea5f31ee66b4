// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/front/combinations.h"

#include <algorithm>
#include <cmath>

namespace odimo::mapping {

std::vector<std::size_t> spreadPositions(std::span<const double> ascendingCosts, int count)
{
    /// Above 1: denser at the cheap end.
    constexpr double power = 1.5;
    const std::size_t wanted = std::min(ascendingCosts.size(), static_cast<std::size_t>(std::max(count, 0)));
    std::vector<std::size_t> positions;
    for (std::size_t i = 0; i < wanted; ++i) {
        const double part = wanted == 1 ? 0.5 : static_cast<double>(i) / static_cast<double>(wanted - 1);
        const double target = std::lerp(ascendingCosts.front(), ascendingCosts.back(), std::pow(part, power));
        // Each of those that follow needs a position, too.
        const std::size_t first = positions.empty() ? 0 : positions.back() + 1;
        const std::size_t end = ascendingCosts.size() - (wanted - 1 - i);
        const auto free = ascendingCosts.subspan(first, end - first);
        const auto nearest = std::ranges::min_element(free, {}, [&](double cost) { return std::abs(cost - target); });
        positions.push_back(first + static_cast<std::size_t>(nearest - free.begin()));
    }
    return positions;
}

std::vector<PredictedPoint> spreadOver(std::span<const PredictedPoint> front, Objective objective, int count)
{
    // A front of both costs has points that one cost alone finds pointless.
    std::vector<PredictedPoint> useful = nonDominatedIn(objective, {front.begin(), front.end()});
    std::vector<double> costs;
    for (const PredictedPoint &point : useful)
        costs.push_back(costOf(point, objective));
    std::vector<PredictedPoint> chosen;
    for (const std::size_t position : spreadPositions(costs, count))
        chosen.push_back(std::move(useful[position]));
    return chosen;
}

} // namespace odimo::mapping
