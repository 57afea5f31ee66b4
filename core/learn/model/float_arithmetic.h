// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/learn/model/executor.h"

namespace odimo::learn {

/// The parameters as they are. The tensors must outlive the object.
class FloatWeights : public Weights {
public:
    explicit FloatWeights(const NetworkTensors &tensors) : m_tensors(tensors) {}
    NodeTensors of(int node) override { return m_tensors[static_cast<std::size_t>(node)]; }

private:
    const NetworkTensors &m_tensors;
};

/// Real numbers.
class FloatActivations : public Activations {
public:
    Values finish(int node, torch::Tensor x, const torch::Tensor &bias, const Rectifier &relu) override;
    Values add(int node, const torch::Tensor &a, const torch::Tensor &b, const Rectifier &relu) override;
    torch::Tensor average(int source, torch::Tensor mean) override;
};

} // namespace odimo::learn
