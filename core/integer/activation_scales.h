// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/integer/code_range.h"
#include "core/network/network.h"

#include <vector>

namespace odimo::integer {

/// True for the nodes that end in a quantiser of their own: the input, layers, additions and lone ReLUs.
bool quantises(const network::Node &node);

/// The node whose quantiser made the values that `node` puts out: itself, or what a pool or flattening hands on.
int quantiserOf(const network::Network &network, int node);

/// The scale of the values each node puts out, by node index; pools and flattening hand on their input's.
/// Throws Error naming a node that the quantisation should list and does not.
std::vector<mapping::ActivationScale> scalesByNode(const network::Network &network,
                                                   const mapping::Quantisation &quantisation);

/// The steps of a layer's activations, powers of two.
struct LayerSteps {
    double input = 1;
    double output = 1;
    double largestInput = 127; ///< The largest code it reads, without its sign.
};

/// Of what a layer reads and puts out; `scales` by node.
LayerSteps stepsOfLayer(const network::Network &network, const std::vector<mapping::ActivationScale> &scales, int node);

/// The same as a unit of this format reads them, which may drop the lowest bits of its input.
LayerSteps readBy(const platform::NumericFormat &format, LayerSteps steps);

} // namespace odimo::integer
