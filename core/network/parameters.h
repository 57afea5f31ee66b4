// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/network/network.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace odimo::network {

/// A dense float32 tensor, row-major.
struct Tensor {
    std::vector<std::int64_t> shape;
    std::vector<float> values;
    bool operator==(const Tensor &) const = default;
};

/// Tensors by "<node>.<parameter>", for example "conv1.weight" or "bn1.running_var".
using Parameters = std::map<std::string, Tensor>;

/// A network with the values of its parameters.
struct Model {
    Network network;
    Parameters parameters;
};

/// The names and shapes the parameters of a network must have.
std::map<std::string, std::vector<std::int64_t>> parameterShapes(const Network &network);

/// Throws Error naming the first tensor that is missing, unknown, of a wrong shape or not finite, or a negative
/// `running_var`. `owner`, "the weights of small", begins the sentence.
void checkTensors(const std::string &owner, const std::map<std::string, std::vector<std::int64_t>> &shapes,
                  const Parameters &parameters);

/// The same for the parameters of a network.
void checkParameters(const Network &network, const Parameters &parameters);

/// He initialisation (normal, fan-out sqrt(2 / (k*k*C_out)) for convolutions as in ResNet; uniform 1/sqrt(fan-in) for
/// fully connected), zero biases, BatchNorm gamma 1, beta 0, mean 0, variance 1. The same seed gives the same bytes
/// everywhere.
Parameters initialise(const Network &network, std::uint64_t seed);

} // namespace odimo::network
