// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/undominated.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace odimo::mapping {

namespace {

bool noWorse(const State &a, const State &b, const State &rounding)
{
    return a.cost <= b.cost + rounding.cost && a.secondCost <= b.secondCost + rounding.secondCost &&
           a.penalty <= b.penalty + rounding.penalty;
}

bool before(const State &a, const State &b)
{
    return std::tie(a.cost, a.secondCost, a.penalty) < std::tie(b.cost, b.secondCost, b.penalty);
}

/// Takes states in ascending cost and keeps those that none before dominates.
class Filter {
public:
    Filter(std::size_t most, const State &rounding) : m_rounding(rounding) { m_kept.reserve(most); }

    void take(const State &state)
    {
        const auto after =
            std::ranges::upper_bound(m_stairs, state.secondCost + m_rounding.secondCost, {}, &Stair::secondCost);
        if (after != m_stairs.begin() && std::prev(after)->penalty <= state.penalty + m_rounding.penalty)
            return;
        const auto first = std::ranges::lower_bound(m_stairs, state.secondCost, {}, &Stair::secondCost);
        const auto last =
            std::find_if(first, m_stairs.end(), [&](const Stair &stair) { return stair.penalty < state.penalty; });
        if (first != last) {
            *first = {state.secondCost, state.penalty};
            m_stairs.erase(std::next(first), last);
        } else {
            m_stairs.insert(first, {state.secondCost, state.penalty});
        }
        if (!m_kept.empty() && noWorse(state, m_kept.back(), m_rounding))
            m_kept.back() = state;
        else
            m_kept.push_back(state);
    }

    std::vector<State> kept() { return std::move(m_kept); }

private:
    struct Stair {
        double secondCost = 0;
        double penalty = 0;
    };
    const State &m_rounding;
    std::vector<State> m_kept;
    std::vector<Stair> m_stairs; ///< The least penalty so far by second cost: ascending, with falling penalties.
};

/// The state of least penalty in each cell, and those of least cost, in ascending cost.
std::vector<State> bestOfCells(std::vector<State> states, const State &cell)
{
    const auto cellOf = [&](const State &state) {
        const double second = cell.secondCost > 0 ? std::floor(state.secondCost / cell.secondCost) : 0;
        return std::pair(std::floor(state.cost / cell.cost), second);
    };
    const State cheapest = states.front();
    const State cheapestInSecond = *std::ranges::min_element(states, {}, &State::secondCost);
    std::ranges::sort(states, {}, [&](const State &state) { return std::pair(cellOf(state), state.penalty); });
    states.erase(std::ranges::unique(states, {}, cellOf).begin(), states.end());
    states.insert(states.end(), {cheapest, cheapestInSecond});
    std::ranges::sort(states, before);
    const auto combination = [](const State &state) {
        return std::pair(state.parent, state.choice);
    };
    states.erase(std::ranges::unique(states, {}, combination).begin(), states.end());
    return states;
}

} // namespace

State roundingOf(const State &largest)
{
    constexpr double relative = 1e-12;
    return {.cost = relative * largest.cost,
            .secondCost = relative * largest.secondCost,
            .penalty = relative * largest.penalty};
}

std::vector<State> undominated(const std::vector<State> &a, const std::vector<State> &b, const State &rounding)
{
    Filter filter(a.size() + b.size(), rounding);
    auto nextOfA = a.begin();
    for (const State &state : b) {
        for (; nextOfA != a.end() && before(*nextOfA, state); ++nextOfA)
            filter.take(*nextOfA);
        filter.take(state);
    }
    for (; nextOfA != a.end(); ++nextOfA)
        filter.take(*nextOfA);
    return filter.kept();
}

void thinOut(std::vector<State> &states, const State &largest)
{
    const std::size_t most = largest.secondCost > 0 ? 10'000 : 50'000;
    if (states.size() <= most)
        return;
    for (auto cells = static_cast<double>(most); states.size() > most / 2; cells /= 2)
        states =
            bestOfCells(std::move(states), {.cost = largest.cost / cells, .secondCost = largest.secondCost / cells});
}

} // namespace odimo::mapping
