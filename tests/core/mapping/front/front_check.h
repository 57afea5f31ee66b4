// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/mapping/front/predicted_front.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace odimo::samples {

/// What counts of a point: one cost or both, and the penalty.
using Values = std::array<double, 3>;

inline Values valuesOf(const mapping::PredictedPoint &point, mapping::Criteria criteria)
{
    switch (criteria) {
    case mapping::Criteria::Latency:
        return {point.latency_cycles, 0, point.penalty};
    case mapping::Criteria::Energy:
        return {point.energy_uJ, 0, point.penalty};
    case mapping::Criteria::LatencyAndEnergy:
        return {point.latency_cycles, point.energy_uJ, point.penalty};
    case mapping::Criteria::Costs:
        return {point.latency_cycles, 0, point.energy_uJ};
    }
    return {};
}

/// True if `a` is no worse than `b`, but for a part in 10^9, more than sums in another order differ by, and `rounding`.
inline bool noWorse(const Values &a, const Values &b, double rounding = 1e-15)
{
    return std::ranges::equal(a, b, [&](double x, double y) { return x <= y + 1e-9 * std::abs(y) + rounding; });
}

/// One of `others` is no worse than the point.
inline bool isMatched(const mapping::PredictedPoint &point, const std::vector<mapping::PredictedPoint> &others,
                      mapping::Criteria criteria, double rounding = 1e-15)
{
    return std::ranges::any_of(others, [&](const mapping::PredictedPoint &other) {
        return noWorse(valuesOf(other, criteria), valuesOf(point, criteria), rounding);
    });
}

/// Equal but for rounding: each combination is matched or beaten, and no point of the front is beaten.
inline bool isFrontOf(const std::vector<mapping::PredictedPoint> &front,
                      const std::vector<mapping::PredictedPoint> &all, mapping::Criteria criteria,
                      double rounding = 1e-15)
{
    const auto isBeaten = [&](const mapping::PredictedPoint &point) {
        return std::ranges::any_of(all, [&](const mapping::PredictedPoint &other) {
            return noWorse(valuesOf(other, criteria), valuesOf(point, criteria), rounding) &&
                   !noWorse(valuesOf(point, criteria), valuesOf(other, criteria), rounding);
        });
    };
    return std::ranges::all_of(all, [&](const auto &point) { return isMatched(point, front, criteria, rounding); }) &&
           std::ranges::none_of(front, isBeaten);
}

} // namespace odimo::samples
