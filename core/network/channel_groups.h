// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/network/network.h"

#include <string>
#include <vector>

namespace odimo::network {

/// Tensors whose channels are in one order: what is computed channel by channel, as by depthwise convolutions and
/// pools, keeps the order of its input, and additions join tensors channel by channel.
struct ChannelGroup {
    int channels = 0;
    std::vector<std::string> layers; ///< That put out such a tensor, in the network's order.
    /// The order is given: by images, classes, groups of several channels, concatenations, or what flattens a map of
    /// more than one position.
    bool fixed = false;
};

struct ChannelGroups {
    std::vector<int> ofNode; ///< By node the index of the group of its output.
    std::vector<ChannelGroup> groups;
};

/// The groups of a network some of whose layers may be computed depthwise: `depthwise`, by node, says for which
/// convolutions with as many outputs as inputs output channel c has to be computed from input channel c.
ChannelGroups channelGroups(const Network &network, const std::vector<bool> &depthwise);

} // namespace odimo::network
