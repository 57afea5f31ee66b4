// SPDX-License-Identifier: Apache-2.0
#include "core/search/discretise.h"

#include "core/mapping/baselines.h"
#include "core/mapping/staircase.h"

#include <algorithm>
#include <numeric>

namespace odimo::search {

namespace {

/// The share of the precise unit of each channel.
std::vector<float> preciseShares(const learn::BranchWeights &weights, const mapping::LayerTable &layer, int preciseUnit)
{
    const std::vector<int> units = layer.eligibleUnits();
    const auto branch = std::find(units.begin(), units.end(), preciseUnit) - units.begin();
    torch::NoGradGuard frozen;
    const torch::Tensor shares = weights.shares(layer.layer.node)[branch].to(torch::kCPU).contiguous();
    return {shares.data_ptr<float>(), shares.data_ptr<float>() + shares.numel()};
}

} // namespace

mapping::Mapping discretise(const learn::BranchWeights &weights, const mapping::CostTable &table,
                            mapping::Objective objective, protocol::CostRule rule)
{
    mapping::Mapping mapping = mapping::uniformMapping(table, table.platform.preciseUnit());
    for (std::size_t i = 0; i < table.layers.size(); ++i) {
        const std::optional<mapping::Staircase> stairs = mapping::staircase(table.layers[i], table.platform, objective);
        if (!stairs)
            continue;
        const std::vector<float> shares = preciseShares(weights, table.layers[i], stairs->preciseUnit);
        auto precise = static_cast<int>(std::count_if(shares.begin(), shares.end(), [](float s) { return s >= 0.5f; }));
        if (rule == protocol::CostRule::JointStaircase)
            precise = mapping::snapToStepEnd(*stairs, precise);
        std::vector<int> order(shares.size());
        std::iota(order.begin(), order.end(), 0);
        std::stable_sort(order.begin(), order.end(), [&shares](int a, int b) {
            return shares[static_cast<std::size_t>(a)] > shares[static_cast<std::size_t>(b)];
        });
        std::vector<int> &units = mapping.layers[i].unitOfChannel;
        for (std::size_t rank = 0; rank < order.size(); ++rank)
            units[static_cast<std::size_t>(order[rank])] =
                static_cast<int>(rank) < precise ? stairs->preciseUnit : stairs->otherUnit;
    }
    return mapping;
}

} // namespace odimo::search
