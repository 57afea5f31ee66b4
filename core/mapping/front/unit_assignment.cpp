// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/front/unit_assignment.h"

#include <cmath>
#include <limits>

namespace odimo::mapping {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
/// Sums that differ by this share are equal but for rounding.
constexpr double rounding = 1e-12;

/// The move of one channel from a unit to another that raises the penalty least.
struct Move {
    double increase = infinity;
    std::size_t channel = 0; ///< Position among the free ones.
};

} // namespace

UnitAssignment::UnitAssignment(const LayerSensitivity &sensitivity, std::vector<int> units,
                               const std::vector<std::optional<int>> &pinned)
    : m_sensitivity(sensitivity), m_units(std::move(units)), m_count(m_units.size(), 0)
{
    for (std::size_t channel = 0; channel < pinned.size(); ++channel) {
        m_unitOfChannel.push_back(static_cast<std::uint8_t>(pinned[channel].value_or(m_units.front())));
        if (!pinned[channel])
            m_free.push_back(channel);
    }
    m_placeOf.assign(m_free.size(), 0);
    m_count.front() = static_cast<int>(m_free.size());
}

void UnitAssignment::moveTo(const std::vector<int> &freeChannels)
{
    const auto wanted = [&](std::size_t place) {
        return freeChannels[static_cast<std::size_t>(m_units[place])];
    };
    for (std::size_t to = 0; to < m_units.size(); ++to) {
        for (std::size_t from = 0; m_count[to] < wanted(to); ++from) {
            while (m_count[from] > wanted(from) && m_count[to] < wanted(to))
                moveOne(from, to);
        }
    }
}

double UnitAssignment::penalty() const
{
    double sum = 0;
    for (std::size_t channel = 0; channel < m_unitOfChannel.size(); ++channel)
        sum += m_sensitivity.penalty[m_unitOfChannel[channel]][channel];
    return sum;
}

void UnitAssignment::moveOne(std::size_t from, std::size_t to)
{
    const std::size_t units = m_units.size();
    const auto penaltyOf = [&](std::size_t free, std::size_t place) {
        return m_sensitivity.penalty[static_cast<std::size_t>(m_units[place])][m_free[free]];
    };
    std::vector<Move> moves(units * units);
    for (std::size_t free = 0; free < m_free.size(); ++free) {
        const std::size_t here = m_placeOf[free];
        for (std::size_t there = 0; there < units; ++there) {
            Move &move = moves[here * units + there];
            if (const double increase = penaltyOf(free, there) - penaltyOf(free, here); increase < move.increase)
                move = {increase, free};
        }
    }
    // Chains of ever more moves; behind[n][unit] is the unit before it on the cheapest chain of n moves to it.
    std::vector<double> chain(units, infinity);
    chain[from] = 0;
    std::vector<std::vector<std::size_t>> behind;
    std::size_t best = 0;
    double least = infinity;
    for (std::size_t length = 1; length < units; ++length) {
        std::vector<double> next(units, infinity);
        std::vector<std::size_t> &before = behind.emplace_back(units, from);
        for (std::size_t a = 0; a < units; ++a)
            for (std::size_t b = 0; b < units; ++b)
                if (const double sum = chain[a] + moves[a * units + b].increase; a != b && sum < next[b]) {
                    next[b] = sum;
                    before[b] = a;
                }
        chain = std::move(next);
        if (length == 1 || chain[to] < least - rounding * std::abs(least)) { // A circle of moves gains nothing.
            least = chain[to];
            best = length;
        }
    }
    for (std::size_t place = to; best > 0; --best) {
        const std::size_t before = behind[best - 1][place];
        const std::size_t free = moves[before * units + place].channel;
        m_placeOf[free] = place;
        m_unitOfChannel[m_free[free]] = static_cast<std::uint8_t>(m_units[place]);
        place = before;
    }
    --m_count[from];
    ++m_count[to];
}

} // namespace odimo::mapping
