// SPDX-License-Identifier: Apache-2.0
#include "core/platform/layer_geometry.h"

#include <variant>

namespace odimo::platform {

namespace {

Layer convolutionLayer(const network::Node &node, const network::Convolution &convolution, int inChannels)
{
    Layer layer;
    layer.geometry = {.name = node.name,
                      .inChannels = inChannels,
                      .outChannels = node.output.channels,
                      .kernelX = convolution.kernel.height,
                      .kernelY = convolution.kernel.width,
                      .groups = convolution.groups,
                      .outX = node.output.height,
                      .outY = node.output.width,
                      .dilated = convolution.dilation != network::Extent{}};
    layer.kind = convolution.groups == 1 ? OperatorKind::Convolution : OperatorKind::GroupedConvolution;
    return layer;
}

/// By node: true for those whose channels reach the output through no layer.
std::vector<bool> nodesAtOutput(const network::Network &network)
{
    std::vector<bool> atOutput(network.nodes().size(), false);
    atOutput[static_cast<std::size_t>(network.output())] = true;
    for (int index = network.output(); index >= 0; --index) {
        const network::Node &node = network.node(index);
        if (!atOutput[static_cast<std::size_t>(index)] || network::isLayer(node))
            continue;
        for (const int input : node.inputs)
            atOutput[static_cast<std::size_t>(input)] = true;
    }
    return atOutput;
}

Layer fullyConnectedLayer(const network::Node &node, int inChannels)
{
    Layer layer;
    layer.geometry = {.name = node.name, .inChannels = inChannels, .outChannels = node.output.channels};
    layer.kind = OperatorKind::FullyConnected;
    return layer;
}

} // namespace

std::vector<Layer> layersOf(const network::Network &network)
{
    std::vector<Layer> layers;
    const std::vector<bool> isSigned = network::signedNodes(network), atOutput = nodesAtOutput(network);
    for (int index = 0; index <= network.output(); ++index) {
        const network::Node &node = network.node(index);
        if (!network::isLayer(node))
            continue;
        const int inChannels = network.node(node.inputs.front()).output.channels;
        const auto *convolution = std::get_if<network::Convolution>(&node.op);
        Layer layer =
            convolution ? convolutionLayer(node, *convolution, inChannels) : fullyConnectedLayer(node, inChannels);
        layer.searched = node.searched;
        layer.readsSigned = isSigned[static_cast<std::size_t>(node.inputs.front())];
        layer.node = index;
        layer.givesOutput = atOutput[static_cast<std::size_t>(index)];
        layers.push_back(std::move(layer));
    }
    return layers;
}

} // namespace odimo::platform
