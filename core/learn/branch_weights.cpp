// SPDX-License-Identifier: Apache-2.0
#include "core/learn/branch_weights.h"

#include "core/learn/weight_quantisers.h"

#include <algorithm>
#include <cmath>

namespace odimo::learn {

using torch::Tensor;

namespace {

constexpr double largestMultiplier = 127;
constexpr int multiplierBiasBits = 16;
constexpr int shiftBiasBits = 32;
constexpr double publishedActivationCodes = 127;

/// [C] shaped to broadcast over the weight [C, ...].
Tensor overWeight(const Tensor &perChannel, const Tensor &weight)
{
    std::vector<std::int64_t> shape(static_cast<std::size_t>(weight.dim()), 1);
    shape[0] = -1;
    return perChannel.reshape(shape);
}

/// The step of the bias on a branch's unit: input step times weight step, or times the common power of two of
/// multipliers.
double biasGrid(const Branch &branch, double inputStep)
{
    const Tensor scale = branch.scale().detach().to(torch::kCPU).to(torch::kFloat64).contiguous();
    const std::vector<double> scales(scale.data_ptr<double>(), scale.data_ptr<double>() + scale.numel());
    switch (branch.rule) {
    case platform::WeightScale::PowerOfTwoPerLayer:
        return inputStep * scales.front() / largestCode(branch.bits);
    case platform::WeightScale::RealPerChannel:
        return inputStep * std::ldexp(1.0, multiplierExponent(scales));
    }
    return 0;
}

} // namespace

Tensor Branch::scale() const
{
    switch (form) {
    case ScaleForm::Fixed:
        return parameter;
    case ScaleForm::PowerOfTwo:
        return powerOfTwoScale(parameter);
    case ScaleForm::Exponential:
        return exponentialScale(parameter);
    }
    return {};
}

BranchWeights::BranchWeights(const NetworkTensors &tensors, std::vector<BranchLayer> layers, BiasRule biasRule)
    : m_tensors(tensors), m_layers(std::move(layers)), m_biasRule(biasRule)
{
    if (biasRule != BiasRule::IntegerGrid)
        return;
    for (const BranchLayer &layer : m_layers) {
        m_biasGrids.emplace_back();
        for (const Branch &branch : layer.branches)
            m_biasGrids.back().push_back(biasGrid(branch, layer.inputStep));
    }
}

Tensor BranchWeights::shares(int node) const
{
    const BranchLayer &layer = m_layers[static_cast<std::size_t>(node)];
    return layer.alpha.defined() ? torch::softmax(layer.alpha / temperature, 0) : layer.fixed;
}

NodeTensors BranchWeights::of(int node)
{
    const NodeTensors &own = m_tensors[static_cast<std::size_t>(node)];
    const BranchLayer &layer = m_layers[static_cast<std::size_t>(node)];
    if (layer.branches.empty())
        return own;
    const Tensor shares = this->shares(node);
    NodeTensors effective;
    for (std::size_t i = 0; i < layer.branches.size(); ++i) {
        const Branch &branch = layer.branches[i];
        Tensor quantised = quantiseWeights(own.weight, branch.scale(), branch.bits);
        if (shares.defined())
            quantised = quantised * overWeight(shares[static_cast<std::int64_t>(i)], quantised);
        effective.weight = i == 0 ? quantised : effective.weight + quantised;
    }
    if (own.bias.defined())
        effective.bias = biasOf(layer, own.bias, shares, node);
    return effective;
}

Tensor BranchWeights::biasOf(const BranchLayer &layer, const Tensor &bias, const Tensor &shares, int node) const
{
    if (m_biasRule == BiasRule::Float)
        return bias;
    Tensor effective;
    for (std::size_t i = 0; i < layer.branches.size(); ++i) {
        const Branch &branch = layer.branches[i];
        Tensor grid;
        int bits = multiplierBiasBits;
        if (m_biasRule == BiasRule::Published) {
            const Tensor &clip = m_clips[static_cast<std::size_t>(node)];
            grid = branch.scale() / largestCode(branch.bits) * (clip / publishedActivationCodes);
        } else {
            grid =
                torch::full({1}, m_biasGrids[static_cast<std::size_t>(node)][i], bias.options().requires_grad(false));
            bits = branch.rule == platform::WeightScale::PowerOfTwoPerLayer ? shiftBiasBits : multiplierBiasBits;
        }
        Tensor quantised = quantiseBias(bias, grid, bits);
        if (shares.defined())
            quantised = quantised * shares[static_cast<std::int64_t>(i)];
        effective = i == 0 ? quantised : effective + quantised;
    }
    return effective;
}

int multiplierExponent(const std::vector<double> &scales)
{
    const double largest = *std::max_element(scales.begin(), scales.end());
    return static_cast<int>(std::ceil(std::log2(largest / (largestMultiplier + 0.5))));
}

std::vector<double> snapToMultipliers(const std::vector<double> &scales)
{
    const double unit = std::ldexp(1.0, multiplierExponent(scales));
    std::vector<double> snapped;
    for (const double scale : scales)
        snapped.push_back(std::clamp(std::round(scale / unit), 1.0, largestMultiplier) * unit);
    return snapped;
}

} // namespace odimo::learn
