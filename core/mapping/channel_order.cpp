// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/channel_order.h"

#include "core/network/passes.h"

#include <algorithm>
#include <functional>
#include <numeric>

namespace odimo::mapping {

namespace {

std::size_t groupOf(const network::ChannelGroups &groups, int node)
{
    return static_cast<std::size_t>(groups.ofNode[static_cast<std::size_t>(node)]);
}

/// Values of channels; what has fewer of them is one value for the whole layer.
void reorder(std::vector<double> &values, const std::vector<int> &order)
{
    if (values.size() != order.size())
        return;
    const std::vector<double> before = values;
    std::ranges::transform(order, values.begin(), [&](int from) { return before[static_cast<std::size_t>(from)]; });
}

} // namespace

std::vector<std::vector<int>> channelOrders(const network::ChannelGroups &groups, const CostTable &table,
                                            const Sensitivity &sensitivity)
{
    std::vector<std::vector<double>> missed(groups.groups.size());
    for (std::size_t i = 0; i < table.layers.size(); ++i) {
        const LayerTable &layer = table.layers[i];
        const std::size_t group = groupOf(groups, layer.layer.node);
        if (layer.runs.empty() || layer.branches.size() < 2 || groups.groups[group].fixed)
            continue;
        missed[group].resize(static_cast<std::size_t>(groups.groups[group].channels), 0);
        for (const std::vector<double> &ofUnit : sensitivity.layers[i].penalty)
            for (std::size_t channel = 0; channel < ofUnit.size(); ++channel)
                missed[group][channel] += ofUnit[channel];
    }
    std::vector<std::vector<int>> orders;
    for (const std::vector<double> &ofGroup : missed) {
        std::vector<int> &order = orders.emplace_back(ofGroup.size());
        std::iota(order.begin(), order.end(), 0);
        std::ranges::stable_sort(order, std::greater{},
                                 [&](int channel) { return ofGroup[static_cast<std::size_t>(channel)]; });
    }
    return orders;
}

TrainedNetwork inOrder(TrainedNetwork trained, const network::ChannelGroups &groups,
                       const std::vector<std::vector<int>> &orders)
{
    trained.model = network::permuteChannels(trained.model, groups, orders);
    for (WeightScales &each : trained.quantisation->weights)
        if (const auto &order = orders[groupOf(groups, trained.model.network.find(each.layer))]; !order.empty())
            reorder(each.scales, order);
    return trained;
}

Sensitivity inOrder(Sensitivity sensitivity, const network::ChannelGroups &groups, const CostTable &table,
                    const std::vector<std::vector<int>> &orders)
{
    for (std::size_t i = 0; i < table.layers.size(); ++i)
        if (const auto &order = orders[groupOf(groups, table.layers[i].layer.node)]; !order.empty())
            for (std::vector<double> &ofUnit : sensitivity.layers[i].penalty)
                reorder(ofUnit, order);
    return sensitivity;
}

} // namespace odimo::mapping
