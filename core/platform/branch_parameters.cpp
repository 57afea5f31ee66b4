// SPDX-License-Identifier: Apache-2.0
#include "core/platform/branch_parameters.h"

#include "core/base/error.h"

#include <algorithm>

namespace odimo::platform {

namespace {

using Sizes = std::vector<std::int64_t>;

constexpr char unitMark = '@';

Sizes ownWeight(const Branch &branch, Sizes weight)
{
    switch (branch.form()) {
    case WeightForm::Full:
    case WeightForm::Zero:
        break;
    case WeightForm::Diagonal:
        weight[1] = 1;
        break;
    }
    return weight;
}

} // namespace

std::vector<int> normalisedLayers(const network::Network &network)
{
    std::vector<int> layers;
    for (int index = 0; index <= network.output(); ++index) {
        const network::Node &node = network.node(index);
        const bool passes = std::holds_alternative<network::BatchNormalization>(node.op) ||
                            std::holds_alternative<network::Identity>(node.op);
        layers.push_back(network::isLayer(node) ? index
                         : passes               ? layers[static_cast<std::size_t>(node.inputs.front())]
                                                : -1);
    }
    return layers;
}

bool ownsTensors(const Branch &branch)
{
    switch (branch.form()) {
    case WeightForm::Full:
    case WeightForm::Zero:
        return false;
    case WeightForm::Diagonal:
        return true;
    }
    return false;
}

std::string branchTensorName(const std::string &node, const ComputeUnit &unit) { return node + unitMark + unit.name; }

int nodeOfBranchTensor(const std::string &name, const network::Network &network)
{
    std::string found; // Names of nodes may have the mark themselves.
    for (const network::Node &node : network.nodes())
        if (name.starts_with(node.name + unitMark) && node.name.size() > found.size())
            found = node.name;
    return network.find(found);
}

std::map<std::string, Sizes> branchParameterShapes(const network::Network &network, const Platform &platform)
{
    const std::map<std::string, Sizes> ofNodes = network::parameterShapes(network);
    const std::vector<int> layerOf = normalisedLayers(network);
    std::map<std::string, Sizes> shapes;
    for (const Layer &layer : layersOf(network))
        for (const Branch &branch : branchesOf(layer, platform)) {
            if (!ownsTensors(branch))
                continue;
            for (int index = layer.node; index <= network.output(); ++index) {
                if (layerOf[static_cast<std::size_t>(index)] != layer.node)
                    continue;
                const std::string &node = network.node(index).name;
                const std::string own = branchTensorName(node, platform.units[static_cast<std::size_t>(branch.unit)]);
                if (std::ranges::find(network.nodes(), own, &network::Node::name) != network.nodes().end())
                    throw Error("the node " + own + " has the name that the tensors of " + node +
                                " have on a unit of the platform " + platform.name + "; give it another one");
                for (const char *parameter : {"weight", "bias", "running_mean", "running_var"})
                    if (const auto found = ofNodes.find(node + "." + parameter); found != ofNodes.end())
                        shapes[own + "." + parameter] = index == layer.node && parameter == std::string("weight")
                                                            ? ownWeight(branch, found->second)
                                                            : found->second;
            }
        }
    return shapes;
}

void checkBranchParameters(const network::Network &network, const network::Parameters &parameters,
                           const Platform &platform)
{
    if (parameters.empty())
        return;
    std::map<std::string, Sizes> shapes = branchParameterShapes(network, platform);
    for (const Layer &layer : layersOf(network))
        for (const Branch &branch : branchesOf(layer, platform)) {
            const std::string own =
                branchTensorName(layer.geometry.name, platform.units[static_cast<std::size_t>(branch.unit)]);
            if (parameters.contains(own + ".mean") || parameters.contains(own + ".deviation"))
                shapes[own + ".mean"] = shapes[own + ".deviation"] = {layer.geometry.outChannels};
        }
    network::checkTensors("the weights of " + network.name() + " on the units of " + platform.name, shapes, parameters);
}

} // namespace odimo::platform
