// SPDX-License-Identifier: Apache-2.0
#include "core/learn/model/own_tensors.h"

#include "core/learn/model/weight_form.h"

#include <algorithm>

namespace odimo::learn {

using torch::Tensor;

namespace {

bool isWhole(const Branch &branch) { return branch.form() == platform::WeightForm::Full && !branch.weight.defined(); }

/// [C], 1 where the branch computes the channel.
Tensor computedChannels(const BranchLayer &layer, std::size_t branch, const Tensor &weight)
{
    return layer.fixed.defined() ? layer.fixed[static_cast<std::int64_t>(branch)]
                                 : torch::ones({weight.size(0)}, weight.options().requires_grad(false));
}

void addTo(Tensor &sum, const Tensor &part) { sum = sum.defined() ? sum + part : part; }

} // namespace

Tensor standardWeight(const Branch &branch, const Tensor &layerWeight)
{
    return branch.weight.defined() ? embedded(branch.weight) : inForm(branch.form(), layerWeight);
}

TensorMasks tensorMasks(const BranchLayer &layer, const Tensor &weight)
{
    TensorMasks masks;
    masks.ownWeights.resize(layer.branches.size());
    masks.ownBiases.resize(layer.branches.size());
    if (std::ranges::all_of(layer.branches, isWhole) || (!layer.fixed.defined() && layer.branches.size() > 1))
        return masks;
    const bool anyOwn =
        std::ranges::any_of(layer.branches, [](const Branch &branch) { return branch.weight.defined(); });
    for (std::size_t i = 0; i < layer.branches.size(); ++i) {
        const Branch &branch = layer.branches[i];
        const Tensor channels = computedChannels(layer, i, weight);
        const Tensor form = maskOf(branch.form(), weight);
        std::vector<std::int64_t> shape(static_cast<std::size_t>(weight.dim()), 1);
        shape[0] = -1;
        const Tensor mask = form * channels.reshape(shape);
        if (branch.weight.defined()) {
            masks.ownWeights[i] = mask;
            masks.ownBiases[i] = channels;
            addTo(masks.layerWeight, torch::zeros_like(mask));
            addTo(masks.layerBias, torch::zeros_like(channels));
        } else {
            addTo(masks.layerWeight, mask);
            if (anyOwn)
                addTo(masks.layerBias, channels);
        }
    }
    return masks;
}

Tensor heldWeight(const BranchLayer &layer, const TensorMasks &masks, const Tensor &weight)
{
    Tensor held = masks.layerWeight.defined() ? weight * masks.layerWeight : weight;
    for (std::size_t i = 0; i < layer.branches.size(); ++i)
        if (masks.ownWeights[i].defined())
            held = held + layer.branches[i].weight * masks.ownWeights[i];
    return held;
}

Tensor heldBias(const BranchLayer &layer, const TensorMasks &masks, const Tensor &bias)
{
    if (!bias.defined() || !masks.layerBias.defined())
        return bias;
    Tensor held = bias * masks.layerBias;
    for (std::size_t i = 0; i < layer.branches.size(); ++i)
        if (masks.ownBiases[i].defined())
            held = held + layer.branches[i].bias * masks.ownBiases[i];
    return held;
}

void takeOwnTensors(Branch &branch, const std::string &name, const network::Parameters &parameters,
                    torch::Device device)
{
    branch.own = name;
    branch.weight = toTorch(parameters.at(name + ".weight"), device).requires_grad_(true);
    if (const auto bias = parameters.find(name + ".bias"); bias != parameters.end())
        branch.bias = toTorch(bias->second, device).requires_grad_(true);
}

void storeOwnTensors(const std::vector<BranchLayer> &layers, network::Parameters &parameters)
{
    for (const BranchLayer &layer : layers)
        for (const Branch &branch : layer.branches) {
            if (branch.weight.defined())
                parameters[branch.own + ".weight"] = fromTorch(branch.weight);
            if (branch.bias.defined())
                parameters[branch.own + ".bias"] = fromTorch(branch.bias);
        }
}

} // namespace odimo::learn
