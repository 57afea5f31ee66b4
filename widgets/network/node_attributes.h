// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/network/network.h"

#include <QString>

#include <vector>

namespace odimo::widgets {

enum class NodeKind { Input, Convolution, Depthwise, Dense, Other };

struct NodeAttribute {
    QString name;
    QString value; ///< With its unit.
    bool operator==(const NodeAttribute &) const = default;
};

NodeKind kindOf(const network::Node &node, const network::Network &network);

/// "3x3 conv, stride 2, ReLU": short, for the node itself.
QString operationText(const network::Node &node, const network::Network &network);

/// All that the network says of a node.
std::vector<NodeAttribute> networkAttributes(const network::Network &network, int node);

} // namespace odimo::widgets
