// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/learn/model/branch_weights.h"

#include <vector>

namespace odimo::learn {

/// Single precision, [C] shaped to broadcast over `like`, whose channels are dimension `dimension`.
torch::Tensor broadcastOver(const std::vector<double> &perChannel, const torch::Tensor &like, std::int64_t dimension);

/// Which channels a branch computes.
std::vector<bool> channelsOf(const BranchLayer &layer, std::size_t branch, std::size_t channels);

/// The biases [C] that the channels have in real numbers, those of branches of their own among them; undefined without.
torch::Tensor realBias(const BranchLayer &layer, const NodeTensors &own);

/// Multiplies the weights of each channel, where it has them: in the layer's or in those of its branch.
void scaleWeights(BranchLayer &layer, NodeTensors &own, std::vector<double> gains);

/// Sets the bias of each channel, where it has it. The layer has biases.
void setBiases(BranchLayer &layer, NodeTensors &own, std::vector<double> biases);

} // namespace odimo::learn
