// SPDX-License-Identifier: Apache-2.0
#include "core/host/vary/common_front.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <tuple>

namespace odimo::host {

namespace {

constexpr double steps = 1e12; ///< Of a value up to the largest one; what is nearer than a step is equal.

/// Both values as whole numbers of steps, which are equal or not without a tolerance.
struct Ranked {
    std::int64_t cost;
    std::int64_t penalty;
    std::size_t place; ///< In the list.
};

std::int64_t stepsOf(double value, double largest)
{
    return largest > 0 ? static_cast<std::int64_t>(std::llround(value / largest * steps)) : 0;
}

/// In ascending cost, of equal costs in ascending penalty.
std::vector<Ranked> ranked(const std::vector<VariantPoint> &points)
{
    double mostCost = 0, mostPenalty = 0;
    for (const VariantPoint &point : points) {
        mostCost = std::max(mostCost, point.cost);
        mostPenalty = std::max(mostPenalty, point.penalty);
    }
    std::vector<Ranked> order;
    for (std::size_t i = 0; i < points.size(); ++i)
        order.push_back({stepsOf(points[i].cost, mostCost), stepsOf(points[i].penalty, mostPenalty), i});
    std::ranges::sort(order, {}, [](const Ranked &each) { return std::tuple(each.cost, each.penalty, each.place); });
    return order;
}

/// Calls `visit(point, isFirst)` for all that none beats; `isFirst` of those that are equal.
template <typename Visit>
void visitFront(const std::vector<VariantPoint> &points, Visit visit)
{
    const Ranked *last = nullptr;
    const std::vector<Ranked> order = ranked(points);
    for (const Ranked &each : order) {
        const bool isEqual = last && each.cost == last->cost && each.penalty == last->penalty;
        if (!isEqual && last && each.penalty >= last->penalty)
            continue;
        visit(points[each.place], !isEqual);
        last = &each;
    }
}

} // namespace

std::vector<VariantPoint> commonFront(const std::vector<VariantPoint> &points)
{
    std::vector<VariantPoint> front;
    visitFront(points, [&](const VariantPoint &point, bool isFirst) {
        if (isFirst)
            front.push_back(point);
    });
    return front;
}

std::vector<std::size_t> pointsOnFront(const std::vector<VariantPoint> &points, std::size_t variants)
{
    std::vector<std::size_t> counts(variants);
    visitFront(points, [&](const VariantPoint &point, bool) { ++counts[point.variant]; });
    return counts;
}

} // namespace odimo::host
