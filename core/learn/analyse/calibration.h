// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/learn/tensors.h"
#include "core/mapping/cost/cost.h"
#include "core/mapping/trained_network.h"

#include <vector>

namespace odimo::learn {

/// The quantisation of a simplified network from its float weights and calibration images (a few hundred, in batches).
/// Activations: powers of two with the least squared error; tensors that meet in an add or a concatenation share one
/// scale; a range that the network came with is kept; the input is [0, 1] in 7 bits. Weights: every unit that can run a
/// layer gets its scales, and one with converters its divisor. `branches` are the tensors of branches of their own, if
/// there are any yet (core/platform/branch_parameters.h).
mapping::Quantisation calibrate(const network::Network &network, const NetworkTensors &tensors,
                                const mapping::CostTable &table, const std::vector<torch::Tensor> &images,
                                const network::Parameters &branches = {});

} // namespace odimo::learn
