// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/learn/model/trainable_model.h"

namespace odimo::learn {

/// The state of a network in real numbers, by node: "<node>.weight" and the like.
std::vector<StateTensor> parameterState(const network::Network &network, const NetworkTensors &tensors);

/// Adds what a node has: "<name>.weight", ".bias", ".running_mean", ".running_var".
void addState(std::vector<StateTensor> &state, const std::string &name, const NodeTensors &tensors);

} // namespace odimo::learn
