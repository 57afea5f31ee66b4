// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/interop/padded_layer.h"

#include <algorithm>

namespace odimo::deploy {

namespace {

constexpr int blocksOf(int count, int block) { return (count + block - 1) / block * block; }

} // namespace

integer::QuantisedNetwork paddedLayer(const integer::QuantisedNetwork &network, int index)
{
    const network::Node &node = network.network.node(index);
    const int input = node.inputs.front();
    const network::Shape &read = network.network.node(input).output;
    const integer::QuantisedLayer &layer = network.layers[static_cast<std::size_t>(index)];
    auto op = std::get<network::Convolution>(node.op);
    const int channels = op.outChannels;
    const int area = op.kernel.height * op.kernel.width;
    const int inputs = read.channels / op.groups; // Of a group.
    const network::Shape filled = {blocksOf(read.channels, 16), read.height,
                                   blocksOf(read.width, 16 * op.stride.width)};
    op.outChannels = blocksOf(channels, 16);
    if (op.groups > 1)
        op.groups = filled.channels;
    const int filledInputs = filled.channels / op.groups;

    integer::QuantisedLayer own;
    for (int c = 0; c < op.outChannels; ++c) {
        const bool isGiven = c < channels;
        const std::size_t from = static_cast<std::size_t>(isGiven ? c : 0);
        own.channels.push_back(layer.channels[from]);
        if (!isGiven)
            own.channels.back().addend = 0;
        own.unitOfChannel.push_back(layer.unitOfChannel[from]);
        const auto begin = layer.weights.begin() + static_cast<std::ptrdiff_t>(c) * inputs * area;
        if (isGiven)
            own.weights.insert(own.weights.end(), begin, begin + static_cast<std::ptrdiff_t>(inputs) * area);
        own.weights.resize(static_cast<std::size_t>(c + 1) * static_cast<std::size_t>(filledInputs * area));
    }
    own.converters = layer.converters;

    network::Network alone(node.name, filled);
    alone.add(node.name, op, {0});
    return {
        .network = std::move(alone),
        .units = network.units,
        .ranges = {network.ranges[static_cast<std::size_t>(input)], network.ranges[static_cast<std::size_t>(index)]},
        .layers = {{}, std::move(own)}};
}

integer::CodeTensor filledUp(const integer::CodeTensor &tensor, const network::Shape &shape)
{
    integer::CodeTensor filled{shape, std::vector<std::int16_t>(static_cast<std::size_t>(shape.channels) *
                                                                static_cast<std::size_t>(shape.height * shape.width))};
    auto from = tensor.codes.begin();
    for (int line = 0; line < tensor.shape.channels * tensor.shape.height; ++line) {
        std::copy_n(from, tensor.shape.width, filled.codes.begin() + static_cast<std::ptrdiff_t>(line) * shape.width);
        from += tensor.shape.width;
    }
    return filled;
}

} // namespace odimo::deploy
