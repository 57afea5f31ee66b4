// SPDX-License-Identifier: Apache-2.0
// Before: any model. After: the tensors of each channel group have their channels in another order, as the parameters
// of all that writes and reads them say. Each output is the same sum as before in another order.
#include "core/base/error.h"
#include "core/network/passes.h"

#include <algorithm>
#include <numeric>

namespace odimo::network {

namespace {

using Order = std::vector<int>;

Order identity(int channels)
{
    Order order(static_cast<std::size_t>(channels));
    std::iota(order.begin(), order.end(), 0);
    return order;
}

void checkOrder(const Order &order, const ChannelGroup &group)
{
    const std::string where =
        "the order of the channels" + (group.layers.empty() ? "" : " of the layer " + group.layers.front());
    Order sorted = order;
    std::ranges::sort(sorted);
    if (sorted != identity(group.channels))
        throw Error(where + " must name each of " + std::to_string(group.channels) + " channels once");
    if (group.fixed && order != sorted)
        throw Error(where + " cannot change, because something that reads or writes them has it given");
}

/// Blocks of equal size in another order.
std::vector<float> reordered(const std::vector<float> &values, const Order &order)
{
    const std::size_t size = values.size() / order.size();
    std::vector<float> result;
    result.reserve(values.size());
    for (const int from : order) {
        const auto first = values.begin() + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(from) * size);
        result.insert(result.end(), first, first + static_cast<std::ptrdiff_t>(size));
    }
    return result;
}

/// A weight [out, in, ...] with both in another order; `in` is empty where an output channel reads one input channel.
void reorderWeight(Tensor &weight, const Order &out, const Order &in)
{
    weight.values = reordered(weight.values, out);
    if (in.empty())
        return;
    const std::size_t perChannel = weight.values.size() / out.size();
    for (std::size_t channel = 0; channel < out.size(); ++channel) {
        const auto first = weight.values.begin() + static_cast<std::ptrdiff_t>(channel * perChannel);
        const std::vector<float> own(first, first + static_cast<std::ptrdiff_t>(perChannel));
        std::ranges::copy(reordered(own, in), first);
    }
}

bool readsAllChannels(const Node &layer)
{
    const auto *convolution = std::get_if<Convolution>(&layer.op);
    return !convolution || convolution->groups == 1;
}

} // namespace

Model permuteChannels(const Model &model, const ChannelGroups &groups, const std::vector<std::vector<int>> &orders)
{
    const Network &network = model.network;
    checkParameters(network, model.parameters);
    std::vector<Order> orderOf;
    for (std::size_t group = 0; group < groups.groups.size(); ++group) {
        const ChannelGroup &own = groups.groups[group];
        const bool stated = group < orders.size() && !orders[group].empty();
        orderOf.push_back(stated ? orders[group] : identity(own.channels));
        checkOrder(orderOf.back(), own);
    }
    const auto orderOfNode = [&](int node) -> const Order & {
        return orderOf[static_cast<std::size_t>(groups.ofNode[static_cast<std::size_t>(node)])];
    };
    Model permuted = model;
    for (int index = 1; index <= network.output(); ++index) {
        const Node &node = network.node(index);
        const Order &out = orderOfNode(index);
        for (const char *name : {"weight", "bias", "running_mean", "running_var"}) {
            const auto found = permuted.parameters.find(node.name + "." + name);
            if (found == permuted.parameters.end())
                continue;
            const bool isMatrix = isLayer(node) && found->second.shape.size() > 1;
            const bool readsAll = isMatrix && readsAllChannels(node);
            reorderWeight(found->second, out, readsAll ? orderOfNode(node.inputs.front()) : Order{});
        }
    }
    return permuted;
}

} // namespace odimo::network
