// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/cost/datapath_split.h"

#include "core/base/error.h"
#include "core/mapping/cost/energy.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace odimo::mapping {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
/// Values that differ by this share are equal but for rounding.
constexpr double rounding = 1e-12;
constexpr double mostSplits = 5e6;

struct Split {
    double value = infinity;
    std::vector<int> channels = {}; ///< By unit of the platform.
};

class DatapathSplit {
public:
    DatapathSplit(const LayerTable &layer, const platform::Platform &platform, Objective objective,
                  std::span<const int> most, std::span<const double> conversion)
        : m_layer(layer), m_platform(platform), m_objective(objective), m_most(most), m_conversion(conversion)
    {
        for (const int unit : platform.referenceOrder())
            if (layer.cycles[static_cast<std::size_t>(unit)])
                m_units.push_back(unit);
    }

    bool isOneDatapath() const
    {
        return std::ranges::all_of(m_units, [&](int unit) { return m_platform.shareDatapath(unit, m_units.front()); });
    }

    /// Costs of units that run in turn add up: dynamic programming over the units, by the channels that are done.
    std::vector<int> inTurn() const
    {
        const auto all = static_cast<std::size_t>(channels());
        std::vector<Split> best(all + 1);
        best.front() = {0, std::vector<int>(m_layer.cycles.size(), 0)};
        for (const int unit : m_units) {
            std::vector<Split> next(all + 1);
            for (std::size_t done = 0; done <= all; ++done) {
                if (best[done].value == infinity)
                    continue;
                for (int n = 0; n <= std::min(channels() - static_cast<int>(done), mostOf(unit)); ++n)
                    take(next[done + static_cast<std::size_t>(n)], best[done], unit, n, valueOf(unit, n));
            }
            best = std::move(next);
        }
        return best.back().channels;
    }

    std::vector<int> byLookingAtEach()
    {
        double count = 1;
        for (std::size_t i = 1; i < m_units.size(); ++i)
            count *= (channels() + static_cast<double>(i)) / static_cast<double>(i);
        if (count > mostSplits)
            throw Error("the layer " + m_layer.layer.geometry.name + " can be split in more than 5,000,000 ways over " +
                        std::to_string(m_units.size()) + " units of the platform " + m_platform.name +
                        ", some of which share a datapath; leave units out, or give each its own datapath");
        Split split{0, std::vector<int>(m_layer.cycles.size(), 0)};
        lookAt(split.channels, 0, channels());
        return m_best.channels;
    }

private:
    int channels() const { return m_layer.layer.geometry.outChannels; }
    int mostOf(int unit) const { return m_most[static_cast<std::size_t>(unit)]; }

    /// Of a unit that runs alone.
    double valueOf(int unit, int n) const
    {
        const double cycles = (*m_layer.cycles[static_cast<std::size_t>(unit)])[static_cast<std::size_t>(n)];
        const double converted = m_conversion[static_cast<std::size_t>(unit)] * n;
        switch (m_objective) {
        case Objective::Latency:
            return cycles + converted;
        case Objective::Energy:
            return cycles * power_mW(m_platform, {unit}) + converted;
        }
        return 0;
    }

    double valueOf(std::span<const int> split) const
    {
        double converted = 0;
        for (const int unit : m_units)
            converted += m_conversion[static_cast<std::size_t>(unit)] * split[static_cast<std::size_t>(unit)];
        const LayerCost cost = costOfLayer(m_layer, m_platform, split);
        switch (m_objective) {
        case Objective::Latency:
            return cost.latency_cycles + converted;
        case Objective::Energy:
            return cost.energy_uJ * m_platform.clock_Hz / 1e3 + converted;
        }
        return 0;
    }

    /// Of equal values the one with more channels on the first unit that differs.
    bool isBetter(double value, std::span<const int> split, const Split &than) const
    {
        if (than.value == infinity)
            return true;
        const double tolerance = rounding * std::abs(than.value);
        if (std::abs(value - than.value) > tolerance)
            return value < than.value;
        for (const int unit : m_units) {
            const auto index = static_cast<std::size_t>(unit);
            if (split[index] != than.channels[index])
                return split[index] > than.channels[index];
        }
        return false;
    }

    void take(Split &next, const Split &before, int unit, int n, double added) const
    {
        std::vector<int> split = before.channels;
        split[static_cast<std::size_t>(unit)] = n;
        if (isBetter(before.value + added, split, next))
            next = {before.value + added, std::move(split)};
    }

    void lookAt(std::vector<int> &split, std::size_t position, int rest)
    {
        const auto unit = static_cast<std::size_t>(m_units[position]);
        if (position + 1 == m_units.size()) {
            if (rest > m_most[unit])
                return;
            split[unit] = rest;
            if (const double value = valueOf(split); isBetter(value, split, m_best))
                m_best = {value, split};
            return;
        }
        for (int n = 0; n <= std::min(rest, m_most[unit]); ++n) {
            split[unit] = n;
            lookAt(split, position + 1, rest - n);
        }
        split[unit] = 0;
    }

    const LayerTable &m_layer;
    const platform::Platform &m_platform;
    Objective m_objective;
    std::span<const int> m_most;
    std::span<const double> m_conversion;
    std::vector<int> m_units; ///< Those that can take the layer, the reference unit first.
    Split m_best = {};
};

} // namespace

bool hasSharedDatapath(const LayerTable &layer, const platform::Platform &platform)
{
    return std::ranges::any_of(layer.branches, [&](const platform::Branch &one) {
        return std::ranges::any_of(layer.branches, [&](const platform::Branch &other) {
            return one.unit != other.unit && platform.shareDatapath(one.unit, other.unit);
        });
    });
}

std::vector<int> cheapestDatapathSplit(const LayerTable &layer, const platform::Platform &platform, Objective objective,
                                       std::span<const int> most, std::span<const double> conversion)
{
    DatapathSplit split(layer, platform, objective, most, conversion);
    return split.isOneDatapath() ? split.inTurn() : split.byLookingAtEach();
}

} // namespace odimo::mapping
