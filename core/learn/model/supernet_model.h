// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/random.h"
#include "core/learn/model/float_arithmetic.h"
#include "core/learn/model/trainable_model.h"
#include "core/mapping/branch_tensors.h"
#include "core/mapping/cost/cost.h"

namespace odimo::learn {

/// A branch of a supernet with tensors of its own.
struct SupernetBranch {
    std::string unit;                        ///< Its name.
    NodeTensors layer;                       ///< Kernels [C, 1, ...], and biases if the layer has some.
    std::vector<NodeTensors> normalisations; ///< In the order of those of the layer.
};

/// A layer of a supernet that several operators may compute.
struct SupernetLayer {
    int node = 0;
    std::vector<int> normalisations; ///< Nodes behind the layer.
    std::vector<SupernetBranch> branches;
    /// [branches, C]: 1 where the branch computes the channel; elsewhere the layer's own operator does.
    torch::Tensor shares;
};

/// The weights of a supernet with its channels where they stand: one convolution per layer, whose last channels have
/// diagonal weights (docs/method.md 8.6).
class SupernetWeights : public Weights {
public:
    SupernetWeights(const NetworkTensors &tensors, std::vector<SupernetLayer> layers);
    NodeTensors of(int node) override;

    const std::vector<SupernetLayer> &layers() const { return m_layers; }
    /// How many channels of a layer, the last ones, each branch computes.
    void setChannels(std::size_t layer, const std::vector<int> &channels);
    /// The running statistics that a pass has left are those of the branches that computed.
    void keepStatistics();

private:
    NodeTensors normalisation(const SupernetLayer &layer, std::size_t index, int node);

    const NetworkTensors &m_tensors;
    std::vector<SupernetLayer> m_layers;
    std::vector<NodeTensors> m_used; ///< By node: the normalisations of the pass.
    std::vector<int> m_layerOf;      ///< By node: index into m_layers of a layer and its normalisations, or -1.
};

/// A network in real numbers all of whose mappings are trained at once, for platforms where units compute layers by
/// another operator. Every pass of the training draws for each such layer how many channels, the last ones, stand on
/// these units: n of 0 to C of the others, all equally likely. Other passes have all channels on the layer's operator,
/// unless they are set.
class SupernetModel : public TrainableModel {
public:
    /// True if a layer has a branch with tensors of its own, and each such layer a BatchNormalization behind it.
    static bool fits(const network::Network &network, const mapping::CostTable &table);

    /// `table` is that of the simplified network. Kernels start as those of a depthwise layer that is new. The draws
    /// follow from `seed`, the epoch and the step.
    SupernetModel(const network::Model &model, const mapping::CostTable &table, std::uint64_t seed,
                  torch::Device device);

    torch::Tensor logits(const torch::Tensor &images, Mode mode) override;
    torch::Tensor cost() override { return {}; }
    std::vector<StateTensor> state() override;
    void beginEpoch(int epoch) override;

    /// The next passes without training have so many channels of a layer on each branch with tensors of its own.
    void setChannels(std::size_t layer, const std::vector<int> &channels);
    const std::vector<SupernetLayer> &layers() const { return m_weights.layers(); }

    /// Sets the running statistics of all branches to those of these images [N, C, H, W].
    void settle(const torch::Tensor &images);

    /// Simplified, with the tensors and the statistics of the branches.
    mapping::TrainedNetwork trained() const;

private:
    void draw();
    void standAll(bool onOwnBranches);

    network::Network m_network;
    const mapping::CostTable &m_table;
    NetworkTensors m_tensors;
    SupernetWeights m_weights;
    FloatActivations m_activations;
    std::uint64_t m_seed;
    Random m_random;
    bool m_isDrawn = false; ///< Channels stand where the last pass of the training had them.
};

} // namespace odimo::learn
