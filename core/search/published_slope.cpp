// SPDX-License-Identifier: Apache-2.0
#include "core/search/published_slope.h"

#include <algorithm>
#include <cmath>

namespace odimo::search {

namespace {

/// Linear between the entries of a unit's table.
double cyclesAt(const std::vector<double> &cycles, double n)
{
    const auto below = static_cast<std::size_t>(std::clamp(std::floor(n), 0.0, static_cast<double>(cycles.size() - 1)));
    const std::size_t above = std::min(below + 1, cycles.size() - 1);
    return cycles[below] + (n - static_cast<double>(below)) * (cycles[above] - cycles[below]);
}

double largestStep(const std::vector<double> &cycles)
{
    double largest = 0;
    for (std::size_t n = 1; n < cycles.size(); ++n)
        largest = std::max(largest, cycles[n] - cycles[n - 1]);
    return largest;
}

double powerOf(const platform::Platform &platform, std::vector<int> units)
{
    std::sort(units.begin(), units.end());
    for (const platform::PowerState &state : platform.power)
        if (state.activeUnits == units)
            return state.power_mW;
    return 0;
}

const std::vector<double> &cyclesOf(const mapping::LayerTable &table, int unit)
{
    return *table.cycles[static_cast<std::size_t>(unit)];
}

} // namespace

double publishedSlope(const mapping::LayerTable &table, const platform::Platform &platform,
                      mapping::Objective objective, const mapping::Staircase &staircase, Slower slower)
{
    const int precise = staircase.preciseUnit;
    const int other = staircase.otherUnit;
    const bool preciseIsSlower = slower == Slower::Precise;
    const double preciseStep = largestStep(cyclesOf(table, precise));
    const double otherStep =
        -largestStep(cyclesOf(table, other)); // a channel more on one unit is one less on the other
    const double slowerStep = preciseIsSlower ? preciseStep : otherStep;
    if (objective == mapping::Objective::Latency)
        return slowerStep;
    const double fasterStep = preciseIsSlower ? otherStep : preciseStep;
    const double slowerPower = powerOf(platform, {preciseIsSlower ? precise : other});
    const double bothPower = powerOf(platform, {precise, other});
    const double energy = bothPower * fasterStep + slowerPower * (slowerStep - fasterStep); // mW * cycles
    return energy / platform.clock_Hz * 1e3;
}

double publishedSlope(const mapping::LayerTable &table, const platform::Platform &platform,
                      mapping::Objective objective, const mapping::Staircase &staircase, double n)
{
    const std::vector<double> &preciseCycles = cyclesOf(table, staircase.preciseUnit);
    const double channels = static_cast<double>(preciseCycles.size() - 1);
    const bool preciseIsSlower =
        cyclesAt(preciseCycles, n) >= cyclesAt(cyclesOf(table, staircase.otherUnit), channels - n);
    return publishedSlope(table, platform, objective, staircase, preciseIsSlower ? Slower::Precise : Slower::Other);
}

} // namespace odimo::search
