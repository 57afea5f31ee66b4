// SPDX-License-Identifier: Apache-2.0
#pragma once

// Networks of one node with random integers.

#include "core/base/random.h"
#include "core/integer/executor.h"

#include <algorithm>
#include <optional>

namespace odimo::samples {

/// A network of an input and one node, with the codes of an image.
struct SingleLayer {
    integer::QuantisedNetwork network;
    integer::CodeTensor input;

    const network::Node &node() const { return network.network.node(1); }
    const network::Convolution &convolution() const { return std::get<network::Convolution>(node().op); }
    const integer::QuantisedLayer &layer() const { return network.layers[1]; }
    integer::CodeTensor expected() const { return integer::execute(network, input).back(); }
};

inline integer::CodeTensor drawnCodes(const network::Shape &shape, int least, int most, Random &random)
{
    integer::CodeTensor made{shape, {}};
    for (int i = 0; i < shape.channels * shape.height * shape.width; ++i)
        made.codes.push_back(static_cast<std::int16_t>(least + random.below(most - least + 1)));
    return made;
}

/// Codes from 0 to 127, or from -128 on.
inline SingleLayer singleNode(const network::Shape &shape, network::Operator op, bool isSigned, Random &random)
{
    const int least = isSigned ? -128 : 0;
    network::Network network("single", shape);
    network.add("node", std::move(op), {0});
    SingleLayer made{{network, {}, {{-7, least, 127}, {-7, -128, 127}}, {{}, {}}}, {}};
    made.input = drawnCodes(shape, least, 127, random);
    return made;
}

/// How a drawn convolution is: the kernel's padding leaves the size of the image to the stride.
struct DrawnConvolution {
    network::Shape image;
    int outputs = 1;
    network::Extent kernel = {};
    int stride = 1;
    bool depthwise = false;
    bool isSigned = false;
    bool relu = true;
};

inline SingleLayer drawnConvolution(const DrawnConvolution &drawn, Random &random)
{
    const int high = drawn.kernel.height / 2, wide = drawn.kernel.width / 2;
    network::Convolution op{.outChannels = drawn.depthwise ? drawn.image.channels : drawn.outputs,
                            .kernel = drawn.kernel,
                            .stride = {drawn.stride, drawn.stride},
                            .padding = {high, wide, high, wide},
                            .groups = drawn.depthwise ? drawn.image.channels : 1,
                            .bias = true};
    SingleLayer made = singleNode(drawn.image, op, drawn.isSigned, random);
    made.network.ranges[1].least = drawn.relu ? 0 : -128;
    return made;
}

/// Weights of 8 bits; a bias of both signs that lies within what the sums reach.
inline SingleLayer drawnDigital(const DrawnConvolution &drawn, Random &random)
{
    SingleLayer made = drawnConvolution(drawn, random);
    made.network.units = {{"digital", 0}};
    integer::QuantisedLayer &layer = made.network.layers[1];
    const network::Convolution &op = made.convolution();
    const int perChannel = drawn.image.channels / op.groups * op.kernel.height * op.kernel.width;
    int shift = 7;
    while (perChannel >> (2 * (shift - 7)) > 1)
        ++shift;
    layer.converters = {std::nullopt};
    for (int k = 0; k < op.outChannels; ++k) {
        layer.unitOfChannel.push_back(0);
        layer.channels.push_back({1, (random.below(255) - 127) << shift, shift});
        for (int i = 0; i < perChannel; ++i)
            layer.weights.push_back(static_cast<std::int16_t>(random.below(255) - 127));
    }
    return made;
}

/// Ternary weights, a converter of row groups, and 7 bits of input.
inline SingleLayer drawnAnalog(const DrawnConvolution &drawn, int droppedInputBits, Random &random)
{
    SingleLayer made = drawnConvolution(drawn, random);
    made.network.units = {{"analog", droppedInputBits}};
    integer::QuantisedLayer &layer = made.network.layers[1];
    const network::Convolution &op = made.convolution();
    const int kernel = op.kernel.height * op.kernel.width;
    layer.converters = {integer::Converter{1 + random.below(60), 6, 1152 / kernel}};
    for (int k = 0; k < op.outChannels; ++k) {
        layer.unitOfChannel.push_back(0);
        layer.channels.push_back({1 + random.below(127), random.below(8000) - 4000, 5});
        for (int i = 0; i < drawn.image.channels * kernel; ++i)
            layer.weights.push_back(static_cast<std::int16_t>(random.below(3) - 1));
    }
    return made;
}

} // namespace odimo::samples
