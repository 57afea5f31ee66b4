// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/learn/tensors.h"

#include <optional>
#include <vector>

namespace odimo::learn {

enum class Mode {
    Training,
    MixedTraining,        ///< With gradients in mixed precision (mixed_precision.h).
    EstimatingStatistics, ///< As Inference, but the running statistics of each layer first become those of these
                          ///< images.
    Inference,
};

/// The ReLU that ends a node, if it has one.
using Rectifier = std::optional<network::Relu>;

/// The weights a network is computed with: float, or the mixture of what the units would hold.
class Weights {
public:
    virtual ~Weights() = default;
    /// Of a layer or a BatchNormalization node.
    virtual NodeTensors of(int node) = 0;
};

/// What a node puts out: one tensor for each of its readers, or one for all.
using Values = std::vector<torch::Tensor>;

/// The values that travel between nodes: float, or the codes of a unit.
class Activations {
public:
    virtual ~Activations() = default;
    /// True if `finish` adds the biases of layers, which are then computed without them.
    virtual bool addsBiases() const { return false; }
    /// Ends the input, a layer or a lone ReLU. May overwrite `x` [N, C, ...], which nobody else reads; what `bias` [C]
    /// has, if defined, is still to be added to it.
    virtual Values finish(int node, torch::Tensor x, const torch::Tensor &bias, const Rectifier &relu) = 0;
    virtual Values add(int node, const torch::Tensor &a, const torch::Tensor &b, const Rectifier &relu) = 0;
    /// Ends an average over `x`, whose values have the scale of node `source`.
    virtual torch::Tensor average(int source, torch::Tensor mean) = 0;
};

/// Looks at the layers while a network is computed.
class LayerObserver {
public:
    virtual ~LayerObserver() = default;
    /// `x` is what the layer has read and `y` its pre-activation, [N, C, H, W] or [N, C]. What is returned goes on in
    /// place of `y` and may be overwritten.
    virtual torch::Tensor computed(int node, const torch::Tensor &x, torch::Tensor y) = 0;
};

/// The logits [N, classes] of `images` [N, C, H, W]; an output that is an image is flattened.
torch::Tensor execute(const network::Network &network, Weights &weights, Activations &activations,
                      const torch::Tensor &images, Mode mode, LayerObserver *observer = nullptr);

/// The pre-activation of a convolution or fully connected layer that reads `x`; the bias may be undefined.
torch::Tensor preActivation(const network::Operator &layer, const torch::Tensor &x, const NodeTensors &own);

} // namespace odimo::learn
