// SPDX-License-Identifier: Apache-2.0
#include "core/tasks/discretise.h"

#include "core/mapping/cost/baselines.h"
#include "core/mapping/cost/staircase.h"
#include "core/mapping/front/predicted_front.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace odimo::tasks {

namespace {

/// Keeps the logarithm of a share finite.
constexpr double leastShare = 1e-30;

/// The share of a unit in each channel.
std::vector<float> sharesOf(const learn::BranchWeights &weights, const mapping::LayerTable &layer, int unit)
{
    const auto branch = std::ranges::find(layer.branches, unit, &platform::Branch::unit) - layer.branches.begin();
    torch::NoGradGuard frozen;
    const torch::Tensor shares = weights.shares(layer.layer.node)[branch].to(torch::kCPU).contiguous();
    return {shares.data_ptr<float>(), shares.data_ptr<float>() + shares.numel()};
}

/// The units of a layer's channels from their shares of the reference unit.
std::vector<int> unitsFrom(const std::vector<float> &shares, const std::vector<std::optional<int>> &pins,
                           const mapping::Staircase &stairs, protocol::CostRule rule, bool keepsWholeLayers)
{
    const auto channels = static_cast<int>(shares.size());
    std::vector<int> units(shares.size(), stairs.otherUnit);
    std::vector<int> order; // of the free channels, the largest share first
    int pinnedReference = 0;
    for (int channel = 0; channel < channels; ++channel) {
        const std::optional<int> &pin = pins[static_cast<std::size_t>(channel)];
        if (!pin)
            order.push_back(channel);
        else
            pinnedReference += *pin == stairs.referenceUnit ? 1 : 0;
        units[static_cast<std::size_t>(channel)] = pin.value_or(stairs.otherUnit);
    }
    const auto share = [&shares](int channel) {
        return shares[static_cast<std::size_t>(channel)];
    };
    std::ranges::stable_sort(order, std::greater{}, share);
    auto reference =
        static_cast<int>(std::ranges::count_if(order, [&](int channel) { return share(channel) >= 0.5f; }));
    const int wanted = pinnedReference + reference;
    const bool isWhole = wanted == 0 || wanted == channels;
    if (rule == protocol::CostRule::JointStaircase && !(keepsWholeLayers && isWhole))
        reference =
            mapping::snapToStepEnd(stairs, wanted, pinnedReference + static_cast<int>(order.size())) - pinnedReference;
    for (int rank = 0; rank < reference; ++rank)
        units[static_cast<std::size_t>(order[static_cast<std::size_t>(rank)])] = stairs.referenceUnit;
    return units;
}

/// The mapping within the limits that loses the least share.
mapping::Mapping leastLoss(const mapping::Sensitivity &penalties, const mapping::CostTable &table,
                           const mapping::Restrictions &restrictions)
{
    const std::vector<mapping::LayerChoices> choices = mapping::layerChoices(table, penalties, restrictions);
    // Only the end of the front counts, so that a limit of one cost asks for the front of that cost alone.
    const auto objective = restrictions.mostLatency_ms ? mapping::Objective::Latency : mapping::Objective::Energy;
    return mapping::mappingOf(choices,
                              mapping::permittedFront(choices, objective, restrictions, table.platform).back());
}

} // namespace

mapping::Mapping discretise(const learn::BranchWeights &weights, const mapping::CostTable &table,
                            mapping::Objective objective, protocol::CostRule rule,
                            const mapping::Restrictions &restrictions)
{
    mapping::Mapping mapping = mapping::referenceMapping(table);
    for (std::size_t i = 0; i < table.layers.size(); ++i)
        if (const auto stairs = mapping::staircase(table.layers[i], table.platform, objective))
            mapping.layers[i].unitOfChannel = unitsFrom(sharesOf(weights, table.layers[i], stairs->referenceUnit),
                                                        mapping::pinnedUnits(restrictions, table.layers[i]), *stairs,
                                                        rule, table.layers[i].tensors.has_value());
    return mapping::keepsTo(restrictions, table, mapping)
               ? mapping
               : leastLoss(sharePenalties(weights, table), table, restrictions);
}

void checkReachable(const mapping::CostTable &table, const mapping::Restrictions &restrictions)
{
    if (restrictions.mostLatency_ms || restrictions.mostEnergy_uJ)
        leastLoss(mapping::weightCountSensitivity(table), table, restrictions);
}

mapping::Sensitivity sharePenalties(const learn::BranchWeights &weights, const mapping::CostTable &table)
{
    mapping::Sensitivity penalties;
    for (const mapping::LayerTable &layer : table.layers) {
        mapping::LayerSensitivity own{layer.layer.geometry.name, {}};
        own.penalty.resize(layer.cycles.size());
        const auto channels = static_cast<std::size_t>(layer.layer.geometry.outChannels);
        for (const platform::Branch &branch : layer.branches)
            own.penalty[static_cast<std::size_t>(branch.unit)].assign(channels, 0);
        if (const auto stairs = mapping::staircase(layer, table.platform, mapping::Objective::Latency)) {
            const std::vector<float> reference = sharesOf(weights, layer, stairs->referenceUnit);
            const std::vector<float> other = sharesOf(weights, layer, stairs->otherUnit);
            for (std::size_t channel = 0; channel < channels; ++channel)
                own.penalty[static_cast<std::size_t>(stairs->otherUnit)][channel] =
                    std::max(0.0, std::log(std::max<double>(reference[channel], leastShare)) -
                                      std::log(std::max<double>(other[channel], leastShare)));
        }
        penalties.layers.push_back(std::move(own));
    }
    return penalties;
}

} // namespace odimo::tasks
