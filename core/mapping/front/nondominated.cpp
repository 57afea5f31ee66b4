// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/front/nondominated.h"

#include <algorithm>
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

} // namespace

State roundingOf(const State &largest)
{
    constexpr double relative = 1e-12;
    return {.cost = relative * largest.cost,
            .secondCost = relative * largest.secondCost,
            .penalty = relative * largest.penalty};
}

std::vector<State> nonDominated(std::vector<State> states, const State &rounding)
{
    std::ranges::stable_sort(states, before);
    Filter filter(states.size(), rounding);
    for (const State &state : states)
        filter.take(state);
    return filter.kept();
}

} // namespace odimo::mapping
