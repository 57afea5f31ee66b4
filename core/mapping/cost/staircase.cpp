// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/cost/staircase.h"

#include "core/base/error.h"

#include <algorithm>
#include <cmath>

namespace odimo::mapping {

namespace {

/// A rise of this many times the median change is a jump; on DIANA a block of channels costs tens to thousands of times
/// as much as the move of one more channel.
constexpr double jumpFactor = 4;

double median(std::vector<double> values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
}

/// The least rise that counts as a jump; above 0 unless the cost is constant.
double leastJump(const std::vector<double> &increments)
{
    std::vector<double> changes;
    for (const double increment : increments)
        changes.push_back(std::abs(increment));
    if (const double typical = median(changes); typical > 0)
        return jumpFactor * typical;
    // Mostly flat, because the other unit is the slower one there: only the rest tells a step from a slope.
    std::erase(changes, 0.0);
    return changes.empty() ? 0 : std::min(jumpFactor * median(changes), std::ranges::max(changes) / jumpFactor);
}

/// The last n before each jump, and the last of all. Without jumps every n is its own step.
std::vector<int> endsByJumps(const std::vector<double> &cost)
{
    std::vector<double> increments;
    for (std::size_t n = 1; n < cost.size(); ++n)
        increments.push_back(cost[n] - cost[n - 1]);
    const double least = leastJump(increments);
    std::vector<int> all;
    std::vector<int> ends;
    for (std::size_t n = 0; n < increments.size(); ++n) {
        all.push_back(static_cast<int>(n));
        if (increments[n] > 0 && increments[n] >= least)
            ends.push_back(static_cast<int>(n));
    }
    if (ends.empty())
        ends = all;
    ends.push_back(static_cast<int>(increments.size()));
    return ends;
}

/// Drops ends that a later one makes pointless: more channels on the reference unit for no more cost. So a layer that
/// is cheapest all precise, as small classifiers on DIANA are, is one single step.
std::vector<int> worthwhile(const std::vector<int> &ends, const std::vector<double> &cost)
{
    std::vector<int> kept;
    for (auto end = ends.rbegin(); end != ends.rend(); ++end) {
        if (kept.empty() || cost[static_cast<std::size_t>(*end)] < cost[static_cast<std::size_t>(kept.back())])
            kept.push_back(*end);
    }
    std::ranges::reverse(kept);
    return kept;
}

} // namespace

std::optional<Staircase> staircase(const LayerTable &table, const platform::Platform &platform, Objective objective)
{
    if (table.branches.size() < 2)
        return std::nullopt;
    if (table.branches.size() > 2)
        throw Error("the layer " + table.layer.geometry.name + " can run on " + std::to_string(table.branches.size()) +
                    " units of the platform " + platform.name + "; a search shares a layer between two at most");
    Staircase result{.referenceUnit = table.reference().unit,
                     .otherUnit = table.branches[1 - table.referenceBranch].unit,
                     .cost = {},
                     .stepEnds = {}};
    const int channels = table.layer.geometry.outChannels;
    std::vector<int> split(table.cycles.size(), 0);
    for (int n = 0; n <= channels; ++n) {
        split[static_cast<std::size_t>(result.referenceUnit)] = n;
        split[static_cast<std::size_t>(result.otherUnit)] = channels - n;
        result.cost.push_back(costOfLayer(table, platform, split).value(objective));
    }
    result.stepEnds = stepEndsUpTo(result.cost, channels);
    // An end at 0 closes a step without channels.
    const auto steps = result.stepEnds.size() - (result.stepEnds.front() == 0 ? 1 : 0);
    result.stepWidth = static_cast<double>(channels) / static_cast<double>(steps);
    return result;
}

double costAt(const Staircase &staircase, double n)
{
    const double last = static_cast<double>(staircase.cost.size() - 1);
    const double inside = std::clamp(n, 0.0, last);
    const double below = std::min(std::floor(inside), last - 1);
    const auto index = static_cast<std::size_t>(below);
    return staircase.cost[index] + (inside - below) * (staircase.cost[index + 1] - staircase.cost[index]);
}

double centredSlope(const Staircase &staircase, double n)
{
    const double last = static_cast<double>(staircase.cost.size() - 1);
    const double half = staircase.stepWidth / 2;
    const double inside = std::clamp(n, 0.0, last);
    const double low = std::max(inside - half, 0.0);
    const double high = std::min(inside + half, last);
    return (costAt(staircase, high) - costAt(staircase, low)) / (high - low);
}

std::vector<int> stepEndsUpTo(const std::vector<double> &cost, int most)
{
    std::vector<int> ends = endsByJumps(cost);
    std::erase_if(ends, [most](int end) { return end >= most; });
    ends.push_back(most);
    return worthwhile(ends, cost);
}

int snapToStepEnd(const Staircase &staircase, int n, int most)
{
    const std::vector<int> ends = stepEndsUpTo(staircase.cost, most);
    return *std::ranges::lower_bound(ends, n);
}

} // namespace odimo::mapping
