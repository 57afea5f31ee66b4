// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/cost/energy.h"

#include "core/base/error.h"
#include "core/base/list_text.h"

#include <algorithm>
#include <vector>

namespace odimo::mapping {

double power_mW(const platform::Platform &platform, const std::vector<int> &activeUnits)
{
    const auto state = std::ranges::find(platform.power, activeUnits, &platform::PowerState::activeUnits);
    if (state != platform.power.end())
        return state->power_mW;
    std::string names;
    for (const int unit : activeUnits)
        addToList(names, platform.units[static_cast<std::size_t>(unit)].name);
    throw Error("the platform " + platform.name + " states no power for the units active together: " + names);
}

double energy_uJ(const platform::Platform &platform, std::span<const std::optional<double>> cycles)
{
    const auto finish = [&](int unit) {
        return cycles[static_cast<std::size_t>(unit)].value_or(0);
    };
    std::vector<int> running;
    for (int unit = 0; unit < static_cast<int>(cycles.size()); ++unit) {
        if (finish(unit) > 0)
            running.push_back(unit);
    }
    double energy_mW_cycles = 0;
    double now = 0;
    while (!running.empty()) {
        const double next = finish(*std::ranges::min_element(running, {}, finish));
        energy_mW_cycles += power_mW(platform, running) * (next - now);
        now = next;
        std::erase_if(running, [&](int unit) { return finish(unit) <= now; });
    }
    return energy_mW_cycles / platform.clock_Hz * 1e3;
}

} // namespace odimo::mapping
