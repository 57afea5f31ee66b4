// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/network/parameters.h"
#include "core/platform/branch.h"

#include <string>

namespace odimo::platform {

/// True of a branch that has tensors of its own beside those of the layer, as its weights have another form: the
/// kernels of a diagonal branch are no part of a standard convolution's weights.
bool ownsTensors(const Branch &branch);

/// "<node>@<unit>", to which ".weight" and the like are added.
std::string branchTensorName(const std::string &node, const ComputeUnit &unit);

/// The node of a tensor with such a name. Throws Error if there is none.
int nodeOfBranchTensor(const std::string &name, const network::Network &network);

/// The names and shapes of the tensors of branches of their own, beside network::parameterShapes: of each layer
/// "<layer>@<unit>.weight", [C, 1, kernel height, kernel width] if it is diagonal, and ".bias" [C] where the layer has
/// one. As long as a BatchNormalization behind the layer is not folded, it has one for the branch:
/// "<normalisation>@<unit>.weight", ".bias", ".running_mean" and ".running_var", all [C]. Throws Error naming a node
/// that has the name of such a tensor.
std::map<std::string, std::vector<std::int64_t>> branchParameterShapes(const network::Network &network,
                                                                       const Platform &platform);

/// By node: the layer behind whose outputs nothing but normalisations stand, itself of a layer; -1 of other nodes.
std::vector<int> normalisedLayers(const network::Network &network);

/// Throws Error naming the first tensor that is missing, unknown, of a wrong shape or has values that it may not have.
/// Either all of them are there or none. A supernet (docs/method.md 8.6) also has "<layer>@<unit>.mean" and
/// ".deviation" [C], of the pre-activations that each branch of a layer was trained to give; both or none.
void checkBranchParameters(const network::Network &network, const network::Parameters &parameters,
                           const Platform &platform);

} // namespace odimo::platform
