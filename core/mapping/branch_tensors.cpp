// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/branch_tensors.h"

#include "core/network/passes.h"
#include "core/platform/branch_parameters.h"

#include <algorithm>
#include <utility>

namespace odimo::mapping {

namespace {

using network::Tensor;

auto blockAt(auto &values, std::size_t index, std::size_t size)
{
    return values.begin() + static_cast<std::ptrdiff_t>(index * size);
}

/// Of a weight [C, C, ...] the kernels [C, 1, ...] on the input with the number of the output.
Tensor diagonalOf(const Tensor &weight)
{
    const auto channels = static_cast<std::size_t>(weight.shape[0]);
    const std::size_t kernel = weight.values.size() / channels / channels;
    Tensor kernels{weight.shape, {}};
    kernels.shape[1] = 1;
    for (std::size_t channel = 0; channel < channels; ++channel) {
        const auto first = blockAt(weight.values, channel * channels + channel, kernel);
        kernels.values.insert(kernels.values.end(), first, first + static_cast<std::ptrdiff_t>(kernel));
    }
    return kernels;
}

/// Gives one channel of a weight [C, C, ...] its kernel of [C, 1, ...] and nothing else.
void embed(const Tensor &kernels, std::size_t channel, Tensor &weight)
{
    const auto channels = static_cast<std::size_t>(weight.shape[0]);
    const std::size_t kernel = kernels.values.size() / channels;
    std::fill_n(blockAt(weight.values, channel, channels * kernel), channels * kernel, 0.0F);
    std::copy_n(blockAt(kernels.values, channel, kernel), kernel,
                blockAt(weight.values, channel * channels + channel, kernel));
}

/// Calls with the name of the layer, the branch that owns tensors, and how these begin.
template <typename Function>
void forOwnBranches(const network::Network &network, const platform::Platform &platform, Function function)
{
    for (const platform::Layer &layer : platform::layersOf(network))
        for (const platform::Branch &branch : platform::branchesOf(layer, platform))
            if (platform::ownsTensors(branch)) {
                const platform::ComputeUnit &unit = platform.units[static_cast<std::size_t>(branch.unit)];
                function(layer.geometry.name, branch, platform::branchTensorName(layer.geometry.name, unit));
            }
}

} // namespace

void addBranchTensors(TrainedNetwork &trained, const platform::Platform &platform)
{
    if (!trained.branches.empty())
        return;
    const network::Parameters &parameters = trained.model.parameters;
    forOwnBranches(trained.model.network, platform,
                   [&](const std::string &layer, const platform::Branch &, const std::string &own) {
                       trained.branches[own + ".weight"] = diagonalOf(parameters.at(layer + ".weight"));
                       if (const auto bias = parameters.find(layer + ".bias"); bias != parameters.end())
                           trained.branches[own + ".bias"] = bias->second;
                   });
}

const Tensor &weightsOn(const TrainedNetwork &trained, const std::string &layer, const platform::ComputeUnit &unit)
{
    const auto own = trained.branches.find(platform::branchTensorName(layer, unit) + ".weight");
    return own != trained.branches.end() ? own->second : trained.model.parameters.at(layer + ".weight");
}

Tensor &weightsOn(TrainedNetwork &trained, const std::string &layer, const platform::ComputeUnit &unit)
{
    return const_cast<Tensor &>(weightsOn(std::as_const(trained), layer, unit));
}

network::Model heldModel(const TrainedNetwork &trained, const Mapping &mapping, const platform::Platform &platform)
{
    network::Model held = trained.model;
    TrainedNetwork complete{.model = trained.model, .mapping = {}, .quantisation = {}, .branches = trained.branches};
    addBranchTensors(complete, platform);
    forOwnBranches(held.network, platform,
                   [&](const std::string &layer, const platform::Branch &branch, const std::string &own) {
                       const std::vector<int> &units =
                           std::ranges::find(mapping.layers, layer, &LayerMapping::layer)->unitOfChannel;
                       Tensor &weight = held.parameters.at(layer + ".weight");
                       const auto bias = held.parameters.find(layer + ".bias");
                       for (std::size_t channel = 0; channel < units.size(); ++channel) {
                           if (units[channel] != branch.unit)
                               continue;
                           embed(complete.branches.at(own + ".weight"), channel, weight);
                           if (bias != held.parameters.end())
                               bias->second.values[channel] = complete.branches.at(own + ".bias").values[channel];
                       }
                   });
    return held;
}

TrainedNetwork simplified(const network::Model &model, const network::Parameters &branches,
                          const platform::Platform &platform)
{
    TrainedNetwork made{.model = network::simplify(model), .mapping = {}, .quantisation = {}};
    for (const platform::ComputeUnit &unit : platform.units) {
        network::Model onUnit = model; // As if the unit computed all that it has tensors for.
        for (const auto &[name, tensor] : branches) {
            const network::Node &node = model.network.node(platform::nodeOfBranchTensor(name, model.network));
            const std::string own = platform::branchTensorName(node.name, unit) + ".";
            if (!name.starts_with(own))
                continue;
            const std::string parameter = name.substr(own.size());
            const auto found = onUnit.parameters.find(node.name + "." + parameter);
            if (found == onUnit.parameters.end())
                made.branches[name] = tensor; // A statistic.
            else if (found->second.shape == tensor.shape)
                found->second = tensor;
            else
                for (std::size_t channel = 0; channel < static_cast<std::size_t>(tensor.shape[0]); ++channel)
                    embed(tensor, channel, found->second);
        }
        const network::Model folded = network::simplify(onUnit);
        forOwnBranches(folded.network, platform,
                       [&](const std::string &layer, const platform::Branch &branch, const std::string &own) {
                           if (platform.units[static_cast<std::size_t>(branch.unit)].name != unit.name)
                               return;
                           made.branches[own + ".weight"] = diagonalOf(folded.parameters.at(layer + ".weight"));
                           if (const auto bias = folded.parameters.find(layer + ".bias");
                               bias != folded.parameters.end())
                               made.branches[own + ".bias"] = bias->second;
                       });
    }
    return made;
}

bool isSupernet(const TrainedNetwork &trained)
{
    return std::ranges::any_of(trained.branches, [](const auto &each) { return each.first.ends_with(".deviation"); });
}

} // namespace odimo::mapping
