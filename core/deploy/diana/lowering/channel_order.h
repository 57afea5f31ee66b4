// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deploy/diana/lowering/unit_roles.h"

#include <vector>

namespace odimo::deploy {

/// By node: the channel of the network at each place of its tensor. The channels of the digital unit stand before those
/// of the array, otherwise as in the network. Tensors that meet in an addition, and those of element-wise nodes, pools
/// and depthwise layers with what they read, have one order; where several layers write such tensors with different
/// units, the first one's channels are in one run and the others' in as few as that leaves. Concatenations and
/// flattened images follow their parts. The input is in the network's order.
std::vector<std::vector<int>> channelOrders(const integer::QuantisedNetwork &network,
                                            const std::vector<UnitRole> &roles);

} // namespace odimo::deploy
