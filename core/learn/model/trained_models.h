// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/learn/model/branch_weights.h"
#include "core/learn/model/float_arithmetic.h"
#include "core/learn/model/trainable_model.h"
#include "core/mapping/restrictions.h"
#include "core/mapping/trained_network.h"
#include "core/protocol/task.h"

#include <functional>
#include <memory>

namespace odimo::learn {

/// A network in real numbers, with or without BatchNormalization.
class FloatModel : public TrainableModel {
public:
    FloatModel(const network::Model &model, torch::Device device);
    torch::Tensor logits(const torch::Tensor &images, Mode mode) override;
    torch::Tensor cost() override { return {}; }
    std::vector<StateTensor> state() override;
    void beginEpoch(int) override {}
    network::Model model() const;

private:
    network::Network m_network;
    NetworkTensors m_tensors;
    FloatWeights m_weights;
    FloatActivations m_activations;
};

/// Whether the scales of the quantisers move with the training or stay as they were calibrated.
enum class ScaleTraining { Frozen, Learned };

/// Learned if the schedule has a rate for them.
ScaleTraining scaleTraining(const protocol::Schedule &schedule);

/// A simplified network in the arithmetic of its units.
class QuantisedModel : public TrainableModel {
public:
    /// The relaxed, normalised cost from the shares [branches, C] of each searched layer.
    using CostFunction = std::function<torch::Tensor(const BranchWeights &)>;

    /// `trained.mapping` decides: with one, channels are fixed; without, they are mixed by parameters alpha that start
    /// at 0.01. `trained.quantisation` must be there. With Learned, the ternary scales of a search move, and with the
    /// published style all scales and clips; what a fixed mapping has under the default rules stays on the integers'
    /// grid. The pins of `restrictions` hold in a search; a mapping is taken as it is.
    QuantisedModel(const mapping::TrainedNetwork &trained, const mapping::CostTable &table, ScaleTraining scales,
                   torch::Device device, const mapping::Restrictions &restrictions = {});

    void setCost(CostFunction function) { m_cost = std::move(function); }
    /// A search begins near this mapping instead of in the middle: its unit has 88 % of each channel.
    void startFrom(const mapping::Mapping &mapping, const mapping::CostTable &table);
    /// The softmax temperature is this to the power of the epoch.
    void setTemperatureFactor(double factor) { m_temperatureFactor = factor; }

    torch::Tensor logits(const torch::Tensor &images, Mode mode) override;
    torch::Tensor cost() override { return m_cost ? m_cost(*m_weights) : torch::Tensor(); }
    std::vector<StateTensor> state() override;
    void beginEpoch(int epoch) override;

    const BranchWeights &weights() const { return *m_weights; }
    /// The network as it stands, with the quantisation's learned scales; the mapping is the one it was built with.
    mapping::TrainedNetwork trained() const;

private:
    std::vector<BranchLayer> branchLayers(const mapping::CostTable &table, const mapping::Restrictions &restrictions,
                                          torch::Device device) const;
    ScaleForm formOf(platform::WeightScale rule) const;
    void setPublishedActivations(torch::Device device);
    bool isPublished() const;

    mapping::TrainedNetwork m_trained;
    ScaleTraining m_scales;
    NetworkTensors m_tensors;
    std::unique_ptr<BranchWeights> m_weights;
    std::unique_ptr<Activations> m_activations;
    std::vector<torch::Tensor> m_clips; ///< Style "published": by node, where it quantises.
    CostFunction m_cost;
    double m_temperatureFactor = 1;
};

} // namespace odimo::learn
