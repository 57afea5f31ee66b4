// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/channel_order.h"

#include "core/network/passes.h"
#include "core/platform/branch_parameters.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <utility>

namespace odimo::mapping {

namespace {

std::size_t groupOf(const network::ChannelGroups &groups, int node)
{
    return static_cast<std::size_t>(groups.ofNode[static_cast<std::size_t>(node)]);
}

/// Values of channels, as many of each; what has fewer of them is one value for the whole layer.
template <typename Value>
void reorder(std::vector<Value> &values, const std::vector<int> &order)
{
    if (values.size() < order.size())
        return;
    const std::size_t ofEach = values.size() / order.size();
    const std::vector<Value> before = std::exchange(values, {});
    for (const int from : order) {
        const auto first = before.begin() + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(from) * ofEach);
        values.insert(values.end(), first, first + static_cast<std::ptrdiff_t>(ofEach));
    }
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
    for (auto &[name, tensor] : trained.branches) // Kernels of channels, which read the channel of their own number.
        if (const auto &order = orders[groupOf(groups, platform::nodeOfBranchTensor(name, trained.model.network))];
            !order.empty())
            reorder(tensor.values, order);
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
