// SPDX-License-Identifier: Apache-2.0
#include "core/host/compare/volume_interval.h"

#include "core/base/random.h"

#include <algorithm>
#include <numeric>

namespace odimo::host {

namespace {

constexpr std::size_t draws = 1000;
constexpr std::size_t beyond = draws / 40;        ///< Draws outside the interval on either side: 2.5 %.
constexpr double deviationsOfInterval = 1.959964; ///< From the middle of a normal distribution to either end.

/// Wilson intervals reach farther on one side, so that each side has a deviation of its own.
double drawn(const FrontEntry &entry, Random &random)
{
    const double normal = random.normal();
    const double reach = normal < 0 ? entry.accuracy - entry.interval.low : entry.interval.high - entry.accuracy;
    return std::clamp(entry.accuracy + normal * reach / deviationsOfInterval, 0.0, 1.0);
}

} // namespace

double hypervolumeOf(const std::vector<mapping::FrontPoint> &points, const mapping::ReferencePoint &reference)
{
    mapping::ParetoFront front;
    for (const mapping::FrontPoint &point : points)
        front.insert(point);
    return mapping::hypervolume(front.points(), reference);
}

std::vector<FrontEntry> contenders(const std::vector<FrontEntry> &entries, mapping::Objective objective)
{
    std::vector<FrontEntry> sorted = entries;
    std::ranges::stable_sort(sorted, {}, [&](const FrontEntry &entry) { return entry.cost.value(objective); });
    std::vector<FrontEntry> left;
    double surelyReached = 0; // By what costs no more.
    for (FrontEntry &entry : sorted) {
        if (entry.interval.high < surelyReached)
            continue;
        surelyReached = std::max(surelyReached, entry.interval.low);
        left.push_back(std::move(entry));
    }
    return left;
}

std::vector<DrawnVolumes> drawnVolumes(const std::vector<std::vector<FrontEntry>> &fronts, mapping::Objective objective,
                                       const mapping::ReferencePoint &reference)
{
    std::vector<std::vector<FrontEntry>> contending;
    std::vector<Random> streams;
    for (const std::vector<FrontEntry> &entries : fronts) {
        contending.push_back(contenders(entries, objective));
        streams.emplace_back(deriveSeed(1, streams.size()));
    }
    std::vector<DrawnVolumes> volumes(fronts.size() + 1);
    for (std::size_t draw = 0; draw < draws; ++draw) {
        std::vector<mapping::FrontPoint> all;
        for (std::size_t which = 0; which < fronts.size(); ++which) {
            std::vector<mapping::FrontPoint> points;
            for (const FrontEntry &entry : contending[which])
                points.push_back(
                    {.id = entry.run, .cost = entry.cost.value(objective), .accuracy = drawn(entry, streams[which])});
            all.insert(all.end(), points.begin(), points.end());
            volumes[which].push_back(hypervolumeOf(points, reference));
        }
        volumes.back().push_back(hypervolumeOf(all, reference));
    }
    return volumes;
}

mapping::Interval intervalAround(double value, DrawnVolumes draws)
{
    std::ranges::sort(draws);
    const double mean = std::accumulate(draws.begin(), draws.end(), 0.0) / static_cast<double>(draws.size());
    return {.low = value + draws[beyond] - mean, .high = value + draws[draws.size() - 1 - beyond] - mean};
}

} // namespace odimo::host
