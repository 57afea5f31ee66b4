// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/network/network_values.h"

namespace odimo::widgets {

NodeKind kindOf(const network::Node &node, const network::Network &network);

/// "3x3 conv, stride 2, ReLU": short, for the node itself.
QString operationText(const network::Node &node, const network::Network &network);

/// All that the network says of a node.
std::vector<NodeAttribute> networkAttributes(const network::Network &network, int node);

} // namespace odimo::widgets
