// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/platform/platform.h"

#include <optional>
#include <span>
#include <vector>

namespace odimo::mapping {

/// When a unit computes its part of a layer, in cycles since the datapaths began with the layer.
struct UnitTime {
    double begin_cycles = 0;
    double end_cycles = 0; ///< The same as `begin_cycles` for a unit that does not take part.
};

/// By unit: datapaths begin together, and the units of a datapath follow each other without a pause, in the order of
/// the platform. `cycles[unit]`: absent or 0 for a unit that does not take part.
std::vector<UnitTime> unitTimes(const platform::Platform &platform, std::span<const std::optional<double>> cycles);

/// Until the last datapath has finished: the largest sum over the units of a datapath.
double latency_cycles(const platform::Platform &platform, std::span<const std::optional<double>> cycles);

} // namespace odimo::mapping
