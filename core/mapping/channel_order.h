// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/mapping/sensitivity.h"
#include "core/mapping/trained_network.h"
#include "core/network/channel_groups.h"

#include <vector>

namespace odimo::mapping {

/// On a contiguous platform the channels on the reference unit come first. By channel group of the network an order in
/// which those do that all layers of the group together miss most on other units, as network::permuteChannels takes
/// it: the old channel at each new place. Empty for a group whose order is given, or whose layers have no choice.
std::vector<std::vector<int>> channelOrders(const network::ChannelGroups &groups, const CostTable &table,
                                            const Sensitivity &sensitivity);

/// A quantised network without mapping, and its penalties, with its channels in these orders. It computes what it did.
TrainedNetwork inOrder(TrainedNetwork trained, const network::ChannelGroups &groups,
                       const std::vector<std::vector<int>> &orders);
Sensitivity inOrder(Sensitivity sensitivity, const network::ChannelGroups &groups, const CostTable &table,
                    const std::vector<std::vector<int>> &orders);

} // namespace odimo::mapping
