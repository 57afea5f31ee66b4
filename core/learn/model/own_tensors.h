// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/learn/model/branch_weights.h"

namespace odimo::learn {

/// The weights of a branch in real numbers as those of the layer, [C, inputs, ...]: its own, or what its form leaves of
/// the layer's. Gradients pass.
torch::Tensor standardWeight(const Branch &branch, const torch::Tensor &layerWeight);

/// Which channels of a layer with fixed mapping have their weights and biases from which tensors.
struct TensorMasks {
    torch::Tensor layerWeight; ///< [C, inputs, 1, ...], times the layer's weight; undefined if all of it is used.
    torch::Tensor layerBias;   ///< [C], times the layer's bias; undefined likewise.
    std::vector<torch::Tensor> ownWeights; ///< By branch [C, C, 1, ...]; undefined if it has no tensors of its own.
    std::vector<torch::Tensor> ownBiases;  ///< By branch [C]; undefined likewise.
};

/// `weight` [C, inputs, ...] is that of the layer.
TensorMasks tensorMasks(const BranchLayer &layer, const torch::Tensor &weight);

/// In real numbers what the units hold of a layer, [C, inputs, ...] and [C]. Gradients pass to the tensors that a
/// channel is computed with. The bias may be undefined.
torch::Tensor heldWeight(const BranchLayer &layer, const TensorMasks &masks, const torch::Tensor &weight);
torch::Tensor heldBias(const BranchLayer &layer, const TensorMasks &masks, const torch::Tensor &bias);

/// Gives a branch its tensors, "<layer>@<unit>.weight" and ".bias" of `parameters`, where `name` is "<layer>@<unit>".
void takeOwnTensors(Branch &branch, const std::string &name, const network::Parameters &parameters,
                    torch::Device device);

/// The inverse, of all branches that have some.
void storeOwnTensors(const std::vector<BranchLayer> &layers, network::Parameters &parameters);

} // namespace odimo::learn
