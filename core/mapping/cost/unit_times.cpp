// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/cost/unit_times.h"

#include <algorithm>

namespace odimo::mapping {

std::vector<UnitTime> unitTimes(const platform::Platform &platform, std::span<const std::optional<double>> cycles)
{
    std::vector<UnitTime> times;
    times.reserve(cycles.size());
    for (int unit = 0; unit < static_cast<int>(cycles.size()); ++unit) {
        double begin = 0;
        for (int earlier = 0; earlier < unit; ++earlier) {
            if (platform.shareDatapath(unit, earlier))
                begin = times[static_cast<std::size_t>(earlier)].end_cycles;
        }
        times.push_back({begin, begin + cycles[static_cast<std::size_t>(unit)].value_or(0)});
    }
    return times;
}

double latency_cycles(const platform::Platform &platform, std::span<const std::optional<double>> cycles)
{
    double latest = 0;
    for (const UnitTime &time : unitTimes(platform, cycles))
        latest = std::max(latest, time.end_cycles);
    return latest;
}

} // namespace odimo::mapping
