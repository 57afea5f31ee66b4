// SPDX-License-Identifier: Apache-2.0
#include "core/learn/model/branch_weights.h"

#include "core/integer/addends.h"
#include "core/integer/weight_codes.h"
#include "core/learn/model/branch_reading.h"
#include "core/learn/model/own_tensors.h"
#include "core/learn/quantise/weight_quantisers.h"

#include <algorithm>
#include <cmath>

namespace odimo::learn {

using torch::Tensor;

namespace {

/// Up to here single precision holds every integer.
constexpr double exactSums = 1 << 24;
/// Whole sums times the reciprocal of a divisor are on the right side of whole numbers up to an eighth of that.
constexpr double reciprocalMargin = 8;
constexpr int publishedBiasBits = 16;
constexpr double publishedActivationCodes = 127;

/// [C] shaped to broadcast over the weight [C, ...].
Tensor overWeight(const Tensor &perChannel, const Tensor &weight)
{
    std::vector<std::int64_t> shape(static_cast<std::size_t>(weight.dim()), 1);
    shape[0] = -1;
    return perChannel.reshape(shape);
}

bool hasForms(const BranchLayer &layer)
{
    return std::ranges::any_of(layer.branches,
                               [](const Branch &branch) { return branch.form() != platform::WeightForm::Full; });
}

bool hasOwnTensors(const BranchLayer &layer)
{
    return std::ranges::any_of(layer.branches, [](const Branch &branch) { return branch.weight.defined(); });
}

} // namespace

Tensor Branch::scale() const
{
    switch (scaleForm) {
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
    : m_tensors(tensors), m_layers(std::move(layers)), m_biasRule(biasRule), m_prepared(m_layers.size()),
      m_kept(m_layers.size()), m_needsDouble(m_layers.size(), false)
{
    torch::NoGradGuard frozen;
    for (std::size_t node = 0; node < m_layers.size(); ++node)
        if (!m_layers[node].branches.empty()) {
            m_prepared[node] = prepare(m_layers[node], tensors[node].weight);
            if (m_biasRule == BiasRule::IntegerGrid)
                of(static_cast<int>(node));
        }
}

BranchWeights::Prepared BranchWeights::prepare(const BranchLayer &layer, const Tensor &weight) const
{
    torch::NoGradGuard frozen;
    const std::int64_t channels = weight.size(0);
    const bool isInteger = m_biasRule == BiasRule::IntegerGrid;
    std::vector<Tensor> scales, codes, ends, grids, least, most, sumGrids, middles;
    for (const Branch &branch : layer.branches) {
        const auto row = [&](double value) {
            return torch::full({channels}, value, branch.parameter.options());
        };
        scales.push_back(branch.scale().expand({channels}));
        codes.push_back(row(integer::largestWeight(branch.format.weightBits)));
        const bool isConverted = isInteger && branch.converter;
        ends.push_back(isConverted ? codes.back() : scales.back());
        if (!isInteger)
            continue;
        const double step = biasStep(branch, layer.steps);
        const integer::BiasLimits limits =
            integer::biasLimits(integer::addendBits(branch.format.weightScale), step, layer.steps.output);
        middles.push_back(torch::tensor(middlesOf(branch, weight), branch.parameter.options()));
        grids.push_back(row(step));
        least.push_back(row(limits.least) - middles.back());
        most.push_back(row(limits.most) - middles.back());
        sumGrids.push_back(
            row(isConverted ? integer::readBy(branch.format, layer.steps).input / reciprocalMargin : step));
    }
    const auto perChannel = [&layer](const std::vector<Tensor> &rows) {
        const Tensor all = torch::stack(rows).detach();
        return layer.fixed.defined() ? (all * layer.fixed).sum(0, true) : all;
    };
    Prepared prepared;
    prepared.masks = std::make_shared<const TensorMasks>(tensorMasks(layer, weight));
    const auto isFixed = [](const Branch &branch) {
        return branch.scaleForm == ScaleForm::Fixed;
    };
    if (isInteger)
        prepared.readOut = readOutOf(layer, weight);
    if (std::all_of(layer.branches.begin(), layer.branches.end(), isFixed)) {
        prepared.weights = {perChannel(scales), perChannel(codes), perChannel(ends), {}};
        if (prepared.readOut)
            prepared.weights.slopes = (prepared.weights.ends / prepared.weights.scales)[0];
    }
    if (isInteger) {
        prepared.biases = {perChannel(grids)[0], perChannel(least)[0], perChannel(most)[0]};
        prepared.sumGrids = perChannel(sumGrids)[0];
        if (prepared.readOut)
            prepared.middles = perChannel(middles)[0] * prepared.biases.grids;
    }
    return prepared;
}

Tensor BranchWeights::shares(int node) const
{
    const BranchLayer &layer = m_layers[static_cast<std::size_t>(node)];
    return layer.alpha.defined() ? shares(std::span(&node, 1)) : layer.fixed;
}

Tensor BranchWeights::shares(std::span<const int> nodes) const
{
    std::vector<Tensor> alphas, pins;
    bool anyPinned = false;
    for (const int node : nodes) {
        const BranchLayer &layer = m_layers[static_cast<std::size_t>(node)];
        alphas.push_back(layer.alpha);
        pins.push_back(layer.pinned.defined() ? layer.pinned : torch::zeros_like(layer.alpha.detach()));
        anyPinned = anyPinned || layer.pinned.defined();
    }
    const Tensor alpha = alphas.size() == 1 ? alphas.front() : torch::cat(alphas, 1);
    const Tensor mixed = torch::softmax(temperature == 1 ? alpha : alpha / temperature, 0);
    if (!anyPinned)
        return mixed;
    const Tensor pinned = torch::cat(pins, 1);
    return mixed * (1 - pinned.sum(0, true)) + pinned;
}

NodeTensors BranchWeights::of(int node)
{
    const auto index = static_cast<std::size_t>(node);
    if (m_layers[index].branches.empty())
        return m_tensors[index];
    Kept &kept = m_kept[index];
    if (c10::GradMode::is_enabled()) {
        kept = {};
        NodeTensors effective = compute(node);
        effective.needsDouble = m_needsDouble[index];
        return effective;
    }
    const std::int64_t version = versionOf(node);
    if (!kept.tensors.weight.defined() || kept.version != version || kept.temperature != temperature) {
        kept = {compute(node), version, temperature};
        m_needsDouble[index] = needsDouble(node, kept.tensors);
        kept.tensors.needsDouble = m_needsDouble[index];
    }
    return kept.tensors;
}

/// Grows with every change of a tensor that the layer's weights come from.
std::int64_t BranchWeights::versionOf(int node) const
{
    const auto index = static_cast<std::size_t>(node);
    const BranchLayer &layer = m_layers[index];
    std::int64_t version = 0;
    const auto add = [&version](const Tensor &tensor) {
        version += tensor.defined() ? tensor._version() : 0;
    };
    add(m_tensors[index].weight);
    add(m_tensors[index].bias);
    add(layer.alpha);
    for (const Branch &branch : layer.branches)
        for (const Tensor &tensor : {branch.parameter, branch.weight, branch.bias})
            add(tensor);
    if (!m_clips.empty())
        add(m_clips[index]);
    return version;
}

NodeTensors BranchWeights::compute(int node) const
{
    NodeTensors effective;
    effective.weight = weightOf(node);
    effective.bias = biasOf(node);
    effective.readOut = m_prepared[static_cast<std::size_t>(node)].readOut;
    return effective;
}

/// Whether the largest sum that the codes of any image could give, bias and half a step included, passes 2^24 steps.
bool BranchWeights::needsDouble(int node, const NodeTensors &effective) const
{
    const auto index = static_cast<std::size_t>(node);
    const Tensor &grids = m_prepared[index].biases.grids;
    const Tensor &sumGrids = m_prepared[index].sumGrids;
    if (!grids.defined())
        return false;
    const integer::LayerSteps &steps = m_layers[index].steps;
    const Tensor largest =
        effective.weight.abs().flatten(1).sum(1, false, torch::kFloat64) * (steps.largestInput * steps.input);
    const Tensor added =
        effective.bias.defined() ? effective.bias.abs().to(torch::kFloat64) : torch::zeros_like(largest);
    return (largest / sumGrids + (added + steps.output / 2) / grids).max().item<double>() >= exactSums;
}

Tensor BranchWeights::weightOf(int node) const
{
    const auto index = static_cast<std::size_t>(node);
    const Tensor &weight = m_tensors[index].weight;
    const BranchLayer &layer = m_layers[index];
    const ChannelQuantisers &prepared = m_prepared[index].weights;
    if (prepared.scales.defined() && prepared.scales.size(0) == 1)
        return quantiseChannels(heldWeight(layer, *m_prepared[index].masks, weight), prepared);
    if (prepared.scales.defined() && !hasForms(layer))
        return mixQuantisedWeights(weight, shares(node), prepared);
    const Tensor shares = this->shares(node);
    Tensor effective;
    for (std::size_t i = 0; i < layer.branches.size(); ++i) {
        const Branch &branch = layer.branches[i];
        Tensor quantised = quantiseWeights(standardWeight(branch, weight), branch.scale(), branch.format.weightBits);
        if (shares.defined())
            quantised = quantised * overWeight(shares[static_cast<std::int64_t>(i)], quantised);
        effective = i == 0 ? quantised : effective + quantised;
    }
    return effective;
}

Tensor BranchWeights::biasOf(int node) const
{
    const Tensor bias = realBias(node);
    const Prepared &prepared = m_prepared[static_cast<std::size_t>(node)];
    if (!bias.defined())
        return prepared.middles;
    switch (m_biasRule) {
    case BiasRule::Float:
        return bias;
    case BiasRule::IntegerGrid: {
        const Tensor held = quantiseBiases(bias, prepared.biases);
        return prepared.middles.defined() ? held + prepared.middles : held;
    }
    case BiasRule::Published:
        return publishedBias(node);
    }
    return {};
}

/// The biases before they are rounded: mixed in a search if branches have their own.
Tensor BranchWeights::realBias(int node) const
{
    const auto index = static_cast<std::size_t>(node);
    const BranchLayer &layer = m_layers[index];
    const Tensor &bias = m_tensors[index].bias;
    if (!bias.defined() || !layer.alpha.defined() || !hasOwnTensors(layer))
        return heldBias(layer, *m_prepared[index].masks, bias);
    const Tensor shares = this->shares(node);
    Tensor mixed = torch::zeros_like(bias);
    for (std::size_t i = 0; i < layer.branches.size(); ++i) {
        const Tensor &own = layer.branches[i].bias;
        mixed = mixed + shares[static_cast<std::int64_t>(i)] * (own.defined() ? own : bias);
    }
    return mixed;
}

Tensor BranchWeights::publishedBias(int node) const
{
    const auto index = static_cast<std::size_t>(node);
    const BranchLayer &layer = m_layers[index];
    const Tensor shares = this->shares(node);
    Tensor effective;
    for (std::size_t i = 0; i < layer.branches.size(); ++i) {
        const Branch &branch = layer.branches[i];
        const Tensor grid = branch.scale() / integer::largestWeight(branch.format.weightBits) *
                            (m_clips[index] / publishedActivationCodes);
        const Tensor &bias = branch.bias.defined() ? branch.bias : m_tensors[index].bias;
        Tensor quantised = quantiseBias(bias, grid, publishedBiasBits);
        if (shares.defined())
            quantised = quantised * shares[static_cast<std::int64_t>(i)];
        effective = i == 0 ? quantised : effective + quantised;
    }
    return effective;
}

std::vector<SaturatedBiases> BranchWeights::saturatedBiases(int node) const
{
    const auto index = static_cast<std::size_t>(node);
    const BranchLayer &layer = m_layers[index];
    const BiasQuantisers &held = m_prepared[index].biases;
    if (!held.grids.defined() || !m_tensors[index].bias.defined())
        return {};
    torch::NoGradGuard frozen;
    const Tensor bias = realBias(node);
    const Tensor steps = (bias / held.grids).round();
    const Tensor outside = torch::maximum(steps - held.most, held.least - steps).clamp_min(0) * held.grids;
    std::vector<SaturatedBiases> found;
    for (std::size_t i = 0; i < layer.branches.size(); ++i) {
        const Tensor share =
            layer.fixed.defined() ? layer.fixed[static_cast<std::int64_t>(i)] : torch::ones_like(outside);
        const Tensor own = outside * share;
        if (const int channels = share.sum().item<int>(); channels > 0)
            found.push_back({.unit = layer.branches[i].unit,
                             .channels = channels,
                             .saturated = (own > 0).sum().item<int>(),
                             .most_codes = own.max().item<double>() / layer.steps.output});
    }
    return found;
}

} // namespace odimo::learn
