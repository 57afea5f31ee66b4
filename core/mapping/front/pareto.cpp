// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/front/pareto.h"

#include "core/base/error.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace odimo::mapping {

namespace {

/// What a point adds to the area of a front inside the reference point.
double gainOf(const FrontPoint &point, std::span<const FrontPoint> front, const ReferencePoint &reference)
{
    auto next = std::ranges::upper_bound(front, point.cost, {}, &FrontPoint::cost);
    double from = point.cost;
    double best = next == front.begin() ? reference.accuracy : std::prev(next)->accuracy;
    double gain = 0;
    for (; best < point.accuracy; ++next) {
        const double to = next == front.end() ? reference.cost : next->cost;
        gain += (to - from) * (point.accuracy - best);
        if (next == front.end())
            break;
        from = to;
        best = next->accuracy;
    }
    return gain;
}

bool isInside(const FrontPoint &point, const ReferencePoint &reference)
{
    return point.cost < reference.cost && point.accuracy > reference.accuracy;
}

} // namespace

bool dominates(const FrontPoint &a, const FrontPoint &b)
{
    return a.cost <= b.cost && a.accuracy >= b.accuracy && (a.cost < b.cost || a.accuracy > b.accuracy);
}

bool ParetoFront::insert(const FrontPoint &point)
{
    if (!std::isfinite(point.cost) || !std::isfinite(point.accuracy))
        throw Error("a point of the front needs a finite cost and accuracy; point " + std::to_string(point.id) +
                    " has none");
    // Of the points that cost no more, the last is the most accurate: it alone decides.
    const auto after = std::ranges::upper_bound(m_points, point.cost, {}, &FrontPoint::cost);
    if (after != m_points.begin() && std::prev(after)->accuracy >= point.accuracy)
        return false;
    const auto first = std::ranges::lower_bound(m_points, point.cost, {}, &FrontPoint::cost);
    const auto last =
        std::find_if(after, m_points.end(), [&](const FrontPoint &other) { return other.accuracy > point.accuracy; });
    m_points.insert(m_points.erase(first, last), point);
    return true;
}

std::vector<bool> dominatedPoints(std::span<const FrontPoint> points)
{
    std::vector<std::size_t> byCost(points.size());
    std::iota(byCost.begin(), byCost.end(), std::size_t(0));
    std::ranges::sort(byCost, {},
                      [&](std::size_t index) { return std::pair(points[index].cost, -points[index].accuracy); });
    std::vector<bool> dominated(points.size());
    double bestOfCheaper = -std::numeric_limits<double>::infinity();
    for (std::size_t first = 0; first < byCost.size();) {
        const FrontPoint &best = points[byCost[first]]; // Of those that cost the same.
        std::size_t next = first;
        for (; next < byCost.size() && points[byCost[next]].cost == best.cost; ++next)
            dominated[byCost[next]] =
                bestOfCheaper >= points[byCost[next]].accuracy || best.accuracy > points[byCost[next]].accuracy;
        bestOfCheaper = std::max(bestOfCheaper, best.accuracy);
        first = next;
    }
    return dominated;
}

std::optional<std::size_t> kneeOf(std::span<const FrontPoint> front)
{
    if (front.size() < 3)
        return std::nullopt;
    const double costs = front.back().cost - front.front().cost;
    const double accuracies = front.back().accuracy - front.front().accuracy;
    std::optional<std::size_t> knee;
    double farthest = 1e-9; // Above the rounding of points on the chord.
    for (std::size_t index = 1; index + 1 < front.size(); ++index) {
        const double above = (front[index].accuracy - front.front().accuracy) / accuracies -
                             (front[index].cost - front.front().cost) / costs;
        if (above > farthest) {
            farthest = above;
            knee = index;
        }
    }
    return knee;
}

std::vector<double> hypervolumeGrowth(std::span<const FrontPoint> measured, const ReferencePoint &reference)
{
    ParetoFront inside;
    double area = 0;
    std::vector<double> growth;
    growth.reserve(measured.size());
    for (const FrontPoint &point : measured) {
        if (isInside(point, reference)) {
            area += gainOf(point, inside.points(), reference);
            inside.insert(point);
        }
        growth.push_back(area);
    }
    return growth;
}

double hypervolume(std::span<const FrontPoint> front, const ReferencePoint &reference)
{
    ParetoFront inside;
    for (const FrontPoint &point : front) {
        if (isInside(point, reference))
            inside.insert(point);
    }
    const std::span<const FrontPoint> points = inside.points();
    double area = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const double nextCost = i + 1 < points.size() ? points[i + 1].cost : reference.cost;
        area += (nextCost - points[i].cost) * (points[i].accuracy - reference.accuracy);
    }
    return area;
}

} // namespace odimo::mapping
