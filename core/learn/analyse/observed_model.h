// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/learn/model/code_activations.h"
#include "core/learn/model/trained_models.h"

namespace odimo::learn {

/// A mapped network in the arithmetic of its units, as QuantisedModel has it, whose layers can be watched and changed
/// while it computes. Its weights are quantised once and not trained.
class ObservedModel {
public:
    /// `trained` must have a mapping and a quantisation. Throws Error if the quantisation is of the published style,
    /// whose activations are not the integers of the units.
    ObservedModel(const mapping::TrainedNetwork &trained, const mapping::CostTable &table, torch::Device device);

    torch::Tensor logits(const torch::Tensor &images, LayerObserver &observer);

    const network::Network &network() const { return m_trained.model.network; }
    const mapping::Quantisation &quantisation() const { return *m_trained.quantisation; }
    /// The float weights of a layer.
    const NodeTensors &own(int node) const { return m_tensors[static_cast<std::size_t>(node)]; }
    const BranchLayer &branches(int node) const { return m_layers[static_cast<std::size_t>(node)]; }
    /// What the units hold of a layer.
    const NodeTensors &effective(int node) const { return m_effective[static_cast<std::size_t>(node)]; }

    /// Replaces the float weights of a layer and its branches, whose scales must be fixed.
    void change(int node, NodeTensors own, BranchLayer branches);

    /// The network as it stands.
    mapping::TrainedNetwork trained() const;

private:
    mapping::TrainedNetwork m_trained;
    NetworkTensors m_tensors;
    std::vector<BranchLayer> m_layers;
    NetworkTensors m_effective;
    CodeActivations m_activations;
};

} // namespace odimo::learn
