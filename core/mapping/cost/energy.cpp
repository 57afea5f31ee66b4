// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/cost/energy.h"

#include "core/base/error.h"
#include "core/base/list_text.h"
#include "core/mapping/cost/unit_times.h"
#include "core/platform/left_out.h"

#include <algorithm>
#include <vector>

namespace odimo::mapping {

double power_mW(const platform::Platform &platform, std::vector<int> activeUnits)
{
    std::erase_if(activeUnits, [&](int unit) { return leavesOut(platform.units[static_cast<std::size_t>(unit)]); });
    if (activeUnits.empty())
        return 0;
    const auto state = std::ranges::find(platform.power, activeUnits, &platform::PowerState::activeUnits);
    if (state != platform.power.end())
        return state->power_mW;
    std::string names;
    for (const int unit : activeUnits)
        addToList(names, platform.units[static_cast<std::size_t>(unit)].name);
    throw Error("the platform " + platform.name + " states no power for the units active together: " + names);
}

namespace {

constexpr double uJ_per_mW_s = 1e3;

/// Calls `pass(units, cycles, power)` for each part of the time in which the same units run.
template <typename Pass>
void forEachPhase(const platform::Platform &platform, std::span<const std::optional<double>> cycles, Pass pass)
{
    const std::vector<UnitTime> times = unitTimes(platform, cycles);
    const auto finish = [&](int unit) {
        return times[static_cast<std::size_t>(unit)].end_cycles;
    };
    const auto runningAt = [&](double time) {
        std::vector<int> running;
        for (int unit = 0; unit < static_cast<int>(times.size()); ++unit) {
            if (times[static_cast<std::size_t>(unit)].begin_cycles <= time && finish(unit) > time)
                running.push_back(unit);
        }
        return running;
    };
    double now = 0;
    for (std::vector<int> running = runningAt(now); !running.empty(); running = runningAt(now)) {
        const double next = finish(*std::ranges::min_element(running, {}, finish));
        pass(running, next - now, power_mW(platform, running));
        now = next;
    }
}

} // namespace

std::vector<PowerPhase> powerPhases(const platform::Platform &platform, std::span<const std::optional<double>> cycles)
{
    std::vector<PowerPhase> phases;
    forEachPhase(platform, cycles, [&](const std::vector<int> &units, double length_cycles, double power) {
        phases.push_back({units, length_cycles, power * length_cycles / platform.clock_Hz * uJ_per_mW_s});
    });
    return phases;
}

double energy_uJ(const platform::Platform &platform, std::span<const std::optional<double>> cycles)
{
    double energy_mW_cycles = 0;
    forEachPhase(platform, cycles, [&](const std::vector<int> &, double length_cycles, double power) {
        energy_mW_cycles += power * length_cycles;
    });
    return energy_mW_cycles / platform.clock_Hz * uJ_per_mW_s;
}

} // namespace odimo::mapping
