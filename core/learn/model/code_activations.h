// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/learn/model/executor.h"
#include "core/learn/quantise/activation_quantiser.h"
#include "core/learn/quantise/published_activations.h"
#include "core/mapping/trained_network.h"

#include <optional>
#include <vector>

namespace odimo::learn {

/// The integer rules of docs/diana.md 2 in float arithmetic.
class CodeActivations : public Activations {
public:
    CodeActivations(const network::Network &network, const mapping::Quantisation &quantisation);
    bool addsBiases() const override { return true; }
    Values finish(int node, torch::Tensor x, const torch::Tensor &bias, const Rectifier &relu) override;
    Values add(int node, const torch::Tensor &a, const torch::Tensor &b, const Rectifier &relu) override;
    torch::Tensor average(int source, torch::Tensor mean) override;

private:
    struct Site {
        CodeRange range;
        int readers = 0;
        std::vector<int> sources; ///< Of an addition.
        /// A layer that only an addition reads may leave its bias and its quantisation to it.
        bool mayBeLeft = false;
        bool isLeft = false;    ///< Until the addition takes it.
        torch::Tensor biasLeft; ///< With it.
    };
    Site &at(int node) { return m_sites[static_cast<std::size_t>(node)]; }

    std::vector<Site> m_sites;
};

/// As the authors' code: what layers and adds read is unsigned, branches clipped at 0 before an add, learned clips that
/// only grow. What none of them reads stays float: the logits, and what is only averaged to them.
class PublishedActivations : public Activations {
public:
    /// `clips` has one tensor of one value for each node that quantises; undefined elsewhere.
    PublishedActivations(const network::Network &network, std::vector<torch::Tensor> clips, int bits);
    Values finish(int node, torch::Tensor x, const torch::Tensor &bias, const Rectifier &relu) override;
    Values add(int node, const torch::Tensor &a, const torch::Tensor &b, const Rectifier &relu) override;
    torch::Tensor average(int source, torch::Tensor mean) override;
    const std::vector<torch::Tensor> &clips() const { return m_clips; }

private:
    std::vector<torch::Tensor> m_clips;
    const int m_bits;
    std::vector<bool> m_isRead; ///< By node: some layer or addition reads its values.
};

} // namespace odimo::learn
