// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/front/extension.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <tuple>

namespace odimo::mapping {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr std::size_t mostSumsOneByOne = 200'000;
/// Costs below this share of the largest are of one cell, so that a cost of 0 does not ask for endless cells.
constexpr double leastShare = 1e-6;

/// Of a positive number the exponent and the leading binary digits: ascending, and equal only for numbers that differ
/// by less than 2^-digits of themselves.
std::uint64_t leadingDigits(double value, int digits) { return std::bit_cast<std::uint64_t>(value) >> (52 - digits); }

State sumOf(const State &state, const State &choice, int parent)
{
    return {.cost = state.cost + choice.cost,
            .secondCost = state.secondCost + choice.secondCost,
            .penalty = state.penalty + choice.penalty,
            .parent = parent,
            .choice = choice.choice};
}

bool isBetterInCell(const State &a, const State &b)
{
    return std::tie(a.penalty, a.cost, a.secondCost) < std::tie(b.penalty, b.cost, b.secondCost);
}

/// Calls `take` with every sum that can keep to the limits. Those of the least penalties come first, so that of a cell
/// few have to be kept before the best one.
template <typename Take>
void forEachSum(const Extension &layer, Take take)
{
    const double mostCost = layer.most.cost - layer.leastAhead.cost + layer.rounding.cost;
    const double mostSecond = layer.most.secondCost - layer.leastAhead.secondCost + layer.rounding.secondCost;
    for (const Source &source : layer.sources) {
        for (auto choice = source.choices.rbegin(); choice != source.choices.rend(); ++choice) {
            for (std::size_t i = 0; i < source.states.size(); ++i) {
                const State sum = sumOf(source.states[i], *choice, source.firstParent + static_cast<int>(i));
                if (sum.cost > mostCost)
                    break; // the states rise
                if (sum.secondCost <= mostSecond)
                    take(sum);
            }
        }
    }
}

std::size_t numberOfSums(const Extension &layer)
{
    std::size_t sums = 0;
    for (const Source &source : layer.sources)
        sums += source.states.size() * source.choices.size();
    return sums;
}

std::vector<State> everySum(const Extension &layer)
{
    std::vector<State> sums;
    sums.reserve(numberOfSums(layer));
    forEachSum(layer, [&](const State &sum) { sums.push_back(sum); });
    return sums;
}

/// The cells of one cost: a row of them.
std::vector<State> bestOfRow(const Extension &layer)
{
    const double ahead = layer.leastAhead.cost;
    double largest = 0, least = infinity;
    for (const Source &source : layer.sources) {
        largest = std::max(largest, source.states.back().cost + source.choices.back().cost + ahead);
        least = std::min(least, source.states.front().cost + source.choices.front().cost + ahead);
    }
    largest = std::min(largest, layer.most.cost);
    least = std::max(least, leastShare * largest);
    const std::uint64_t first = leadingDigits(least, layer.digits);
    // One more, as what just exceeds a limit may be rounding.
    const std::size_t count = leadingDigits(std::max(least, largest), layer.digits) - first + 2;
    std::vector<State> best(count, State{.penalty = infinity});
    // Apart, so that the loop that nearly all the time is spent in reads little memory.
    std::vector<double> leastPenalty(count, infinity);
    forEachSum(layer, [&](const State &sum) {
        const std::size_t cell = leadingDigits(std::max(sum.cost + ahead, least), layer.digits) - first;
        if (sum.penalty > leastPenalty[cell] || !isBetterInCell(sum, best[cell]))
            return;
        leastPenalty[cell] = sum.penalty;
        best[cell] = sum;
    });
    std::erase_if(best, [](const State &state) { return state.penalty == infinity; });
    return best;
}

/// The cells of two costs that are in use; a hash table with open addressing.
class CellTable {
public:
    CellTable() : m_slots(std::size_t{1} << m_bits) {}

    void take(std::uint64_t cell, const State &state)
    {
        Slot &slot = slotOf(cell);
        if (!slot.used) {
            slot = {.cell = cell, .used = true, .state = state};
            if (++m_used * 2 > m_slots.size())
                grow();
        } else if (isBetterInCell(state, slot.state)) {
            slot.state = state;
        }
    }

    std::vector<State> states() const
    {
        std::vector<State> states;
        states.reserve(m_used);
        for (const Slot &slot : m_slots) {
            if (slot.used)
                states.push_back(slot.state);
        }
        return states;
    }

private:
    struct Slot {
        std::uint64_t cell = 0;
        bool used = false;
        State state;
    };

    Slot &slotOf(std::uint64_t cell)
    {
        // Knuth's multiplicative hash.
        std::size_t position = static_cast<std::size_t>((cell * 0x9E3779B97F4A7C15U) >> (64 - m_bits));
        while (m_slots[position].used && m_slots[position].cell != cell)
            position = (position + 1) & (m_slots.size() - 1);
        return m_slots[position];
    }

    void grow()
    {
        ++m_bits;
        std::vector<Slot> old(std::size_t{1} << m_bits);
        std::swap(old, m_slots);
        for (const Slot &slot : old) {
            if (slot.used)
                slotOf(slot.cell) = slot;
        }
    }

    int m_bits = 16;
    std::size_t m_used = 0;
    std::vector<Slot> m_slots;
};

const State &leastInSecond(std::span<const State> states)
{
    return *std::ranges::min_element(
        states, {}, [](const State &state) { return std::tuple(state.secondCost, state.cost, state.penalty); });
}

/// The cells of two costs, of any order.
std::vector<State> bestOfPlane(const Extension &layer)
{
    CellTable best;
    forEachSum(layer, [&](const State &sum) {
        const std::uint64_t first = leadingDigits(sum.cost + layer.leastAhead.cost, layer.digits);
        const std::uint64_t second = leadingDigits(sum.secondCost + layer.leastAhead.secondCost, layer.digits);
        // Exponent and digits of either are below 2^32.
        best.take(first << 32 | second, sum);
    });
    std::vector<State> kept = best.states();
    for (const Source &source : layer.sources) {
        const State &state = leastInSecond(source.states);
        kept.push_back(sumOf(state, leastInSecond(source.choices),
                             source.firstParent + static_cast<int>(&state - source.states.data())));
    }
    return kept;
}

} // namespace

std::vector<State> extended(const Extension &layer)
{
    if (layer.sources.empty())
        return {};
    if (numberOfSums(layer) <= mostSumsOneByOne)
        return nonDominated(everySum(layer), layer.rounding);
    std::vector<State> kept = layer.twoCosts ? bestOfPlane(layer) : bestOfRow(layer);
    for (const Source &source : layer.sources)
        kept.push_back(sumOf(source.states.front(), source.choices.front(), source.firstParent));
    return nonDominated(std::move(kept), layer.rounding);
}

} // namespace odimo::mapping
