// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/integer/activation_scales.h"
#include "core/integer/converter.h"
#include "core/learn/model/executor.h"
#include "core/learn/model/read_out.h"
#include "core/learn/quantise/channel_quantisers.h"
#include "core/mapping/trained_network.h"
#include "core/platform/branch.h"

#include <optional>
#include <span>
#include <vector>

namespace odimo::learn {

/// How a learned value becomes a scale.
enum class ScaleForm {
    Fixed,       ///< The value is the scale.
    PowerOfTwo,  ///< 2^floor(log2 p)
    Exponential, ///< exp(p)
};

/// A branch of a layer with the tensors of its quantiser.
struct Branch : platform::Branch {
    ScaleForm scaleForm = ScaleForm::Fixed;
    torch::Tensor parameter;     ///< One value or [C].
    std::optional<int> exponent; ///< RealPerChannel with BiasRule::IntegerGrid: that of the multipliers.
    /// How the columns are read with BiasRule::IntegerGrid; absent if sums are exact.
    std::optional<integer::Converter> converter;
    std::string own = {};      ///< "<layer>@<unit>" if it has tensors of its own (core/platform/branch_parameters.h).
    torch::Tensor weight = {}; ///< Of its own, [C, 1, ...] if it is diagonal; undefined: the layer's.
    torch::Tensor bias = {};   ///< Of its own, [C], if the layer has one.

    torch::Tensor scale() const;
};

/// What is done to the biases.
enum class BiasRule {
    Float,       ///< Nothing (corrected search: the grid depends on the unit).
    IntegerGrid, ///< Rounded to what the unit adds: docs/diana.md 2.7.
    Published,   ///< Rounded per branch to 16 bits of s_w * s_x and mixed.
};

struct TensorMasks; // own_tensors.h

/// The branches of one layer and how its channels are shared between them.
struct BranchLayer {
    std::vector<Branch> branches;
    /// Mixing parameters alpha [branches, C]; undefined if there is one branch or the mapping is fixed.
    torch::Tensor alpha;
    /// One-hot [branches, C] of a fixed mapping; undefined in a search.
    torch::Tensor fixed;
    /// One-hot [branches, C] of the channels that a search may not move, 0 elsewhere; undefined if it may move all.
    torch::Tensor pinned;
    integer::LayerSteps steps;
};

/// How many biases of one layer on one unit its addends cannot hold (core/integer/addends.h).
struct SaturatedBiases {
    int unit = 0;
    int channels = 0; ///< Of the unit.
    int saturated = 0;
    double most_codes = 0; ///< The largest part that is cut off, in codes of the layer's output.
};

/// The weights of the search and of a mapped network: sum over the branches of share * Q_branch(W), one convolution per
/// layer, as a branch that computes another operator is a convolution too, whose W, of its own, has the branch's form.
/// With BiasRule::IntegerGrid the channels of units with converters hold codes, and the layer a ReadOut; the middle of
/// their codes is part of the bias. Without gradients they are computed once and kept until what they come from
/// changes.
class BranchWeights : public Weights {
public:
    /// `layers` by node index; nodes that are no layers have no branches.
    BranchWeights(const NetworkTensors &tensors, std::vector<BranchLayer> layers, BiasRule biasRule);
    NodeTensors of(int node) override;

    /// The input's clip of each layer, for BiasRule::Published.
    void setClips(std::vector<torch::Tensor> clips) { m_clips = std::move(clips); }

    /// [branches, C]: softmax(alpha / T) over the branches, and what is pinned.
    torch::Tensor shares(int node) const;
    /// The same of several searched layers with equally many branches side by side: [branches, sum of C].
    torch::Tensor shares(std::span<const int> nodes) const;
    double temperature = 1;

    const std::vector<BranchLayer> &layers() const { return m_layers; }

    /// Of each unit that has channels of the layer; empty unless biases are integers (BiasRule::IntegerGrid).
    std::vector<SaturatedBiases> saturatedBiases(int node) const;

private:
    /// What follows from scales that do not move.
    struct Prepared {
        ChannelQuantisers weights; ///< Undefined if a scale is learned; one branch if the mapping is fixed.
        std::shared_ptr<const TensorMasks> masks; ///< Of such a branch.
        BiasQuantisers biases;                    ///< For BiasRule::IntegerGrid.
        torch::Tensor sumGrids; ///< With it: of the sums [C], finer where a reciprocal turns them into codes.
        torch::Tensor middles;  ///< The middles of codes [C] as values; undefined if nothing is converted.
        std::shared_ptr<const ReadOut> readOut; ///< Empty if all channels simply sum what the layer reads.
    };
    struct Kept {
        NodeTensors tensors;
        std::int64_t version = 0;
        double temperature = 1;
    };

    Prepared prepare(const BranchLayer &layer, const torch::Tensor &weight) const;
    NodeTensors compute(int node) const;
    torch::Tensor weightOf(int node) const;
    torch::Tensor biasOf(int node) const;
    torch::Tensor realBias(int node) const;
    torch::Tensor publishedBias(int node) const;
    bool needsDouble(int node, const NodeTensors &effective) const;
    std::int64_t versionOf(int node) const;

    const NetworkTensors &m_tensors;
    std::vector<BranchLayer> m_layers;
    BiasRule m_biasRule;
    std::vector<torch::Tensor> m_clips;
    std::vector<Prepared> m_prepared;
    std::vector<Kept> m_kept;
    /// By node, of the weights as they last were without gradients: a training step may be rounded where sums have just
    /// grown too large, no measurement is.
    std::vector<bool> m_needsDouble;
};

} // namespace odimo::learn
