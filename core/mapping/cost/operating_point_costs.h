// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/mapping/cost/cost.h"
#include "core/platform/operating_points.h"

#include <optional>
#include <span>
#include <vector>

namespace odimo::mapping {

/// What the mappings of a network cost at an operating point of the platform.
struct OperatingPointTable {
    platform::OperatingPoint point;
    CostTable costs;
};

/// In the order of the platform's file; empty if it states no operating points.
std::vector<OperatingPointTable> operatingPointTables(const network::Network &network,
                                                      const platform::Platform &platform);

/// What a mapping costs at one of them.
struct OperatingPointCost {
    Cost cost;
    bool keepsLimit = false;   ///< Takes at most the time that was asked for.
    bool isMostFrugal = false; ///< Of those that do, the one of least energy; of equals the first.
};

/// By operating point; a limit in ms, none if absent.
std::vector<OperatingPointCost> costsAt(std::span<const OperatingPointTable> points, const Mapping &mapping,
                                        std::optional<double> mostLatency_ms);

} // namespace odimo::mapping
