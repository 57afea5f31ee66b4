// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/learn/torch.h"
#include "core/network/parameters.h"

#include <memory>
#include <string>
#include <vector>

namespace odimo::learn {

/// "cpu" or "cuda"; throws Error if there is no GPU or this LibTorch has no CUDA. A GPU then computes convolutions in
/// single precision, not in TF32.
torch::Device deviceNamed(const std::string &name);

/// A copy; 4-D tensors in channels-last memory order, which the convolutions of all our back ends prefer.
torch::Tensor toTorch(const network::Tensor &tensor, torch::Device device);
network::Tensor fromTorch(const torch::Tensor &tensor);
/// `value` as a tensor, to divide `x` by it. Divided by a plain number, a GPU multiplies by its reciprocal, whose
/// rounding moves codes and averages that lie on a whole number to the one below.
torch::Tensor divisor(double value, const torch::Tensor &x);
/// All elements, row-major.
std::vector<double> valuesOf(const torch::Tensor &tensor);

class ReadOut;

/// The trainable state of one node; undefined tensors where a node has none.
struct NodeTensors {
    torch::Tensor weight = {};
    torch::Tensor bias = {};
    torch::Tensor runningMean = {};
    torch::Tensor runningVariance = {};
    /// The sums of the layer may pass 2^24 steps, from where on single precision skips integers.
    bool needsDouble = false;
    /// Of a layer on units that do not simply sum what they read (core/learn/model/read_out.h); otherwise empty.
    std::shared_ptr<const ReadOut> readOut = {};
};

/// The parameters of a network, by node index.
using NetworkTensors = std::vector<NodeTensors>;

NetworkTensors toTorch(const network::Network &network, const network::Parameters &parameters, torch::Device device);
network::Parameters fromTorch(const network::Network &network, const NetworkTensors &tensors);

/// Tensors with gradients: weights and biases (running statistics have none).
std::vector<torch::Tensor> trainableTensors(const NetworkTensors &tensors);

} // namespace odimo::learn
