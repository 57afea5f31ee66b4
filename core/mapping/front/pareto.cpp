// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/front/pareto.h"

#include "core/base/error.h"

#include <algorithm>
#include <cmath>

namespace odimo::mapping {

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

double hypervolume(std::span<const FrontPoint> front, const ReferencePoint &reference)
{
    ParetoFront inside;
    for (const FrontPoint &point : front) {
        if (point.cost < reference.cost && point.accuracy > reference.accuracy)
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
