// SPDX-License-Identifier: Apache-2.0
// Either objective is the integral over time of what the units that still run draw: energy of their power, latency
// of 1. So a split is a sequence in which units finish, and dynamic programming over time needs to know no more of the
// past than which units still run and how many channels those have taken that do not.
#include "core/mapping/cost/cheapest_split.h"

#include "core/mapping/cost/datapath_split.h"
#include "core/mapping/cost/energy.h"
#include "core/platform/left_out.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <limits>

namespace odimo::mapping {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
/// Values that differ by this share are equal but for rounding.
constexpr double rounding = 1e-12;

/// Units as bits, the reference unit first.
using UnitSet = std::size_t;

/// So many channels of a unit take until `time`.
struct Finish {
    std::size_t unit = 0; ///< Position in the order of precision.
    int channels = 0;
    double time = 0;
};

/// The best way to a set of units that still run and a number of channels that are done.
struct Way {
    double value = infinity;        ///< The integral, less what the running units would draw up to time 0.
    std::vector<int> channels = {}; ///< By unit in the order of precision; 0 for those that run.
};

class FinishOrder {
public:
    FinishOrder(const LayerTable &layer, const platform::Platform &platform, Objective objective,
                std::optional<LayoutSet> within)
        : m_layer(layer), m_platform(platform), m_objective(objective), m_channels(layer.layer.geometry.outChannels)
    {
        for (const int unit : platform.referenceOrder()) {
            const auto index = static_cast<std::size_t>(unit);
            if (!layer.cycles[index])
                continue;
            const bool mayTakeChannels =
                !leavesOut(platform.units[index]) && (!within || (layer.tensors->layoutOfUnit[index] & *within) != 0);
            m_units.push_back(unit);
            m_most.push_back(mayTakeChannels ? m_channels : 0);
            m_conversion.push_back(within ? drawnByConversion(index, platform, objective, *within) : 0);
        }
        if (hasSharedDatapath(layer, platform)) // Then no set of units need have a power.
            return;
        for (UnitSet running = 0; running <= all(); ++running)
            m_draw.push_back(drawOf(running, platform, objective));
        m_ways.assign(m_draw.size(), {});
        for (UnitSet running = 0; running <= all(); ++running)
            m_ways[running].resize(static_cast<std::size_t>(m_channels) + 1);
    }

    std::vector<int> cheapest()
    {
        if (std::ranges::max(m_most) == 0)
            return std::vector<int>(m_layer.cycles.size(), 0);
        if (hasSharedDatapath(m_layer, m_platform))
            return cheapestWithDatapaths();
        m_ways[all()][0] = {.value = 0, .channels = std::vector<int>(m_units.size(), 0)};
        m_bound = cheapestOfOneUnit();
        for (const Finish &finish : finishes()) {
            for (UnitSet running = 1; running <= all(); ++running) {
                if ((running >> finish.unit & 1U) != 0)
                    extend(running, finish);
            }
        }
        std::vector<int> split(m_layer.cycles.size(), 0);
        const Way &best = m_ways[0][static_cast<std::size_t>(m_channels)];
        for (std::size_t position = 0; position < m_units.size(); ++position)
            split[static_cast<std::size_t>(m_units[position])] = best.channels[position];
        return split;
    }

private:
    std::vector<int> cheapestWithDatapaths() const
    {
        std::vector<int> most(m_layer.cycles.size(), 0);
        std::vector<double> conversion(m_layer.cycles.size(), 0);
        for (std::size_t position = 0; position < m_units.size(); ++position) {
            most[static_cast<std::size_t>(m_units[position])] = m_most[position];
            conversion[static_cast<std::size_t>(m_units[position])] = m_conversion[position];
        }
        return cheapestDatapathSplit(m_layer, m_platform, m_objective, most, conversion);
    }

    UnitSet all() const { return (UnitSet{1} << m_units.size()) - 1; }

    const std::vector<double> &cyclesOf(std::size_t position) const
    {
        return *m_layer.cycles[static_cast<std::size_t>(m_units[position])];
    }

    /// What a channel of a unit adds behind the layer, whatever the others do.
    double drawnByConversion(std::size_t unit, const platform::Platform &platform, Objective objective,
                             LayoutSet within) const
    {
        const LayerTensors &tensors = *m_layer.tensors;
        const bool joined = !std::has_single_bit(within) || tensors.writtenForOthers;
        if (!joined || tensors.layoutOfUnit[unit] == commonLayout)
            return 0;
        switch (objective) {
        case Objective::Latency:
            return tensors.backCyclesPerChannel;
        case Objective::Energy:
            return tensors.backCyclesPerChannel * platform.layout->power_mW;
        }
        return 0;
    }

    double drawOf(UnitSet running, const platform::Platform &platform, Objective objective) const
    {
        if (running == 0)
            return 0;
        std::vector<int> active;
        for (std::size_t position = 0; position < m_units.size(); ++position) {
            if ((running >> position & 1U) != 0)
                active.push_back(m_units[position]);
        }
        std::ranges::sort(active);
        switch (objective) {
        case Objective::Latency:
            return 1;
        case Objective::Energy:
            return power_mW(platform, active);
        }
        return 0;
    }

    /// A bound: with the whole layer on one unit, all units drawing until the last has finished.
    double cheapestOfOneUnit() const
    {
        double least = infinity;
        for (std::size_t taken = 0; taken < m_units.size(); ++taken) {
            if (m_most[taken] == 0)
                continue;
            double time = 0;
            for (std::size_t unit = 0; unit < m_units.size(); ++unit)
                time = std::max(time, cyclesOf(unit)[static_cast<std::size_t>(unit == taken ? m_channels : 0)]);
            least = std::min(least, *std::ranges::max_element(m_draw) * time + m_conversion[taken] * m_channels);
        }
        return least;
    }

    std::vector<Finish> finishes() const
    {
        std::vector<Finish> found;
        for (std::size_t unit = 0; unit < m_units.size(); ++unit) {
            for (int channels = 0; channels <= m_most[unit]; ++channels)
                found.push_back({unit, channels, cyclesOf(unit)[static_cast<std::size_t>(channels)]});
        }
        std::ranges::stable_sort(found, {}, &Finish::time);
        return found;
    }

    /// All ways on which one of these units finishes.
    void extend(UnitSet running, const Finish &finish)
    {
        const UnitSet rest = running & ~(UnitSet{1} << finish.unit);
        const double drawn = m_draw[running] * finish.time;
        const double change = drawn - m_draw[rest] * finish.time + m_conversion[finish.unit] * finish.channels;
        const int most = running == all() ? 0 : m_channels - finish.channels;
        const int least = rest == 0 ? m_channels - finish.channels : 0;
        for (int done = least; done <= std::min(most, m_channels - finish.channels); ++done) {
            const Way &way = m_ways[running][static_cast<std::size_t>(done)];
            // Draws are positive: what exceeds the bound now does so in the end.
            if (way.value + drawn > m_bound * (1 + rounding))
                continue;
            Way &next = m_ways[rest][static_cast<std::size_t>(done + finish.channels)];
            if (isBetter(way, change, finish, next))
                replace(next, way, change, finish);
            if (rest == 0)
                m_bound = std::min(m_bound, next.value);
        }
    }

    bool isBetter(const Way &way, double change, const Finish &finish, const Way &than) const
    {
        const double value = way.value + change;
        const double tolerance = rounding * m_bound;
        if (value < than.value - tolerance)
            return true;
        if (value > than.value + tolerance)
            return false;
        for (std::size_t unit = 0; unit < m_units.size(); ++unit) {
            const int channels = unit == finish.unit ? finish.channels : way.channels[unit];
            if (channels != than.channels[unit])
                return channels > than.channels[unit];
        }
        return value < than.value;
    }

    static void replace(Way &next, const Way &way, double change, const Finish &finish)
    {
        next.value = way.value + change;
        next.channels = way.channels;
        next.channels[finish.unit] = finish.channels;
    }

    const LayerTable &m_layer;
    const platform::Platform &m_platform;
    Objective m_objective;
    int m_channels;
    std::vector<int> m_units;             ///< Those that can run the layer, in the order of precision.
    std::vector<int> m_most;              ///< By unit in that order: channels that it may take.
    std::vector<double> m_conversion;     ///< By unit in that order: what each of its channels adds.
    std::vector<double> m_draw;           ///< By the set of running units.
    std::vector<std::vector<Way>> m_ways; ///< By the set of running units and the channels that are done.
    double m_bound = infinity;            ///< What can be had.
};

} // namespace

std::vector<int> cheapestSplit(const LayerTable &layer, const platform::Platform &platform, Objective objective,
                               std::optional<LayoutSet> within)
{
    return FinishOrder(layer, platform, objective, within).cheapest();
}

} // namespace odimo::mapping
