// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/cost/operating_point_costs.h"

#include <utility>

namespace odimo::mapping {

std::vector<OperatingPointTable> operatingPointTables(const network::Network &network,
                                                      const platform::Platform &platform)
{
    std::vector<OperatingPointTable> tables;
    for (platform::OperatingPoint &point : platform::operatingPointsOf(platform)) {
        CostTable costs = makeCostTable(network, point.platform);
        tables.push_back({.point = std::move(point), .costs = std::move(costs)});
    }
    return tables;
}

std::vector<OperatingPointCost> costsAt(std::span<const OperatingPointTable> points, const Mapping &mapping,
                                        std::optional<double> mostLatency_ms)
{
    std::vector<OperatingPointCost> costs;
    std::optional<std::size_t> best;
    for (const OperatingPointTable &point : points) {
        const Cost cost = costOf(point.costs, mapping);
        const bool keepsLimit = !mostLatency_ms || cost.latency_ms <= *mostLatency_ms;
        costs.push_back({.cost = cost, .keepsLimit = keepsLimit});
        if (keepsLimit && (!best || cost.energy_uJ < costs[*best].cost.energy_uJ))
            best = costs.size() - 1;
    }
    if (best)
        costs[*best].isMostFrugal = true;
    return costs;
}

} // namespace odimo::mapping
