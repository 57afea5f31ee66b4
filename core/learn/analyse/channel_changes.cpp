// SPDX-License-Identifier: Apache-2.0
#include "core/learn/analyse/channel_changes.h"

#include "core/learn/model/own_tensors.h"

#include <utility>

namespace odimo::learn {

using torch::Tensor;

Tensor broadcastOver(const std::vector<double> &perChannel, const Tensor &like, std::int64_t dimension)
{
    std::vector<std::int64_t> shape(static_cast<std::size_t>(like.dim()), 1);
    shape[static_cast<std::size_t>(dimension)] = -1;
    return torch::tensor(perChannel, torch::kFloat64).to(like.scalar_type()).to(like.device()).reshape(shape);
}

std::vector<bool> channelsOf(const BranchLayer &layer, std::size_t branch, std::size_t channels)
{
    if (!layer.fixed.defined())
        return std::vector<bool>(channels, true);
    std::vector<bool> computes;
    for (const double share : valuesOf(layer.fixed[static_cast<std::int64_t>(branch)]))
        computes.push_back(share == 1);
    return computes;
}

Tensor realBias(const BranchLayer &layer, const NodeTensors &own)
{
    return heldBias(layer, tensorMasks(layer, own.weight), own.bias);
}

void scaleWeights(BranchLayer &layer, NodeTensors &own, std::vector<double> gains)
{
    for (std::size_t i = 0; i < layer.branches.size(); ++i) {
        Tensor &weight = layer.branches[i].weight;
        if (!weight.defined())
            continue;
        const std::vector<bool> computes = channelsOf(layer, i, gains.size());
        std::vector<double> ofBranch(gains.size(), 1);
        for (std::size_t c = 0; c < gains.size(); ++c)
            if (computes[c])
                std::swap(ofBranch[c], gains[c]);
        weight = weight * broadcastOver(ofBranch, weight, 0);
    }
    own.weight = own.weight * broadcastOver(gains, own.weight, 0);
}

void setBiases(BranchLayer &layer, NodeTensors &own, std::vector<double> biases)
{
    const std::vector<double> before = valuesOf(own.bias);
    for (std::size_t i = 0; i < layer.branches.size(); ++i) {
        Tensor &bias = layer.branches[i].bias;
        if (!bias.defined())
            continue;
        const std::vector<bool> computes = channelsOf(layer, i, biases.size());
        std::vector<double> ofBranch = valuesOf(bias);
        for (std::size_t c = 0; c < biases.size(); ++c)
            if (computes[c])
                ofBranch[c] = std::exchange(biases[c], before[c]);
        bias = broadcastOver(ofBranch, bias, 0);
    }
    own.bias = broadcastOver(biases, own.bias, 0);
}

} // namespace odimo::learn
