// SPDX-License-Identifier: Apache-2.0
#pragma once

// Small random networks of everything that has an integer form: convolutions of all kinds, depthwise and affine steps,
// residual blocks, signed addends, concatenations, pools over signed and unsigned codes, lone ReLUs.

#include "core/base/random.h"
#include "core/mapping/cost/cost.h"
#include "core/network/parameters.h"
#include "tests/core/integer/network_drawing.h"

#include <cmath>
#include <string>

namespace odimo::samples {

class DrawnNetwork : private NetworkDrawing {
public:
    explicit DrawnNetwork(std::uint64_t seed) : NetworkDrawing(seed, "drawn") {}

    network::Network draw()
    {
        begin({1 + below(3), 4 + below(6), 4 + below(6)});
        int last = convolution(0, anyChannels());
        const int blocks = 1 + below(4);
        for (int block = 0; block < blocks; ++block)
            last = step(last);
        return classified(last);
    }

private:
    int anyChannels() { return 2 + below(7); }

    int step(int from)
    {
        switch (below(7)) {
        case 0:
            return convolution(from, anyChannels());
        case 1:
            return depthwise(from, chance(0.5) ? 3 : 1);
        case 2:
            return residual(from);
        case 3:
            return joined(from);
        case 4:
            return pooled(from);
        case 5:
            return add(network::Relu{}, {add(network::Concatenation{}, {same(from, {}), same(from, {})})});
        default:
            return add(network::Addition{anyRelu()}, {same(from, {}), same(from, {})}); // Both signed.
        }
    }

    /// Kernels of any size that leaves something of the image.
    int convolution(int from, int channels)
    {
        const network::Shape &x = shapeOf(from);
        network::Convolution op{.outChannels = channels, .bias = chance(0.8), .relu = anyRelu()};
        op.kernel = {1 + below(std::min(5, x.height)), 1 + below(std::min(5, x.width))};
        op.stride = {1 + below(2), 1 + below(2)};
        op.padding = {below(op.kernel.height), below(op.kernel.width), below(op.kernel.height), below(op.kernel.width)};
        if (chance(0.2) && x.height > 2 * op.kernel.height && x.width > 2 * op.kernel.width)
            op.dilation = {2, 2};
        if (chance(0.2) && x.channels % 2 == 0) {
            op.groups = 2;
            op.outChannels = 2 * channels;
        }
        return add(op, {from});
    }

    /// A 3x3 convolution that keeps the image's size.
    int same(int from, std::optional<network::Relu> relu)
    {
        return add(network::Convolution{.outChannels = shapeOf(from).channels,
                                        .kernel = {3, 3},
                                        .padding = {1, 1, 1, 1},
                                        .bias = true,
                                        .relu = relu},
                   {from});
    }

    /// With kernel 1 an affine step: a scale and a shift for each channel.
    int depthwise(int from, int kernel)
    {
        const int pad = kernel / 2, channels = shapeOf(from).channels;
        return add(network::Convolution{.outChannels = channels,
                                        .kernel = {kernel, kernel},
                                        .padding = {pad, pad, pad, pad},
                                        .groups = channels,
                                        .bias = true,
                                        .relu = anyRelu()},
                   {from});
    }

    int residual(int from)
    {
        const int branch = same(same(from, network::Relu{}), anyRelu());
        return add(network::Addition{anyRelu()}, {branch, from});
    }

    int joined(int from)
    {
        std::vector<int> parts{same(from, anyRelu()), same(from, anyRelu())};
        if (chance(0.5))
            parts.push_back(from);
        return add(network::Concatenation{}, parts);
    }

    int pooled(int from)
    {
        const network::Shape &x = shapeOf(from);
        const network::Extent kernel{1 + below(std::min(3, x.height)), 1 + below(std::min(3, x.width))};
        const network::Extent stride{1 + below(2), 1 + below(2)};
        const network::Padding padding{below(kernel.height), below(kernel.width), below(kernel.height),
                                       below(kernel.width)};
        if (chance(0.4))
            return add(network::MaxPool{kernel, stride, padding}, {from});
        return add(network::AveragePool{kernel, stride, padding, chance(0.5) ? padding : network::Padding()}, {from});
    }

    /// A hidden layer, a scale and shift of each feature, and a sum with what was there before.
    int features(int from)
    {
        const int hidden =
            add(network::FullyConnected{.outFeatures = shapeOf(from).channels, .relu = anyRelu()}, {from});
        const int sum = add(network::Addition{}, {hidden, from});
        return add(network::Addition{anyRelu()}, {sum, depthwise(hidden, 1)});
    }

    network::Network classified(int last)
    {
        const int classes = 3 + below(4);
        if (chance(0.3)) {
            add(network::GlobalAveragePool{},
                {add(network::Convolution{.outChannels = classes, .bias = true}, {last})});
            return network();
        }
        if (chance(0.5))
            last = add(network::GlobalAveragePool{}, {last});
        last = add(network::Flatten{}, {last});
        if (chance(0.3))
            last = features(last);
        add(network::FullyConnected{.outFeatures = classes}, {last});
        return network();
    }
};

/// Weights of every size; biases that matter, many of them half way between two integers.
inline network::Model drawnModelOf(network::Network network, std::uint64_t seed)
{
    network::Parameters parameters = network::initialise(network, seed);
    Random random(deriveSeed(seed, 1));
    for (auto &[name, tensor] : parameters) {
        const bool isBias = name.ends_with(".bias");
        const double size = std::exp2(random.below(3) - 1);
        for (float &value : tensor.values)
            value = static_cast<float>(isBias ? std::round(random.normal() * 0.3 * 0x1p15) * 0x1p-15 : value * size);
    }
    return {std::move(network), std::move(parameters)};
}

inline network::Model drawnModel(std::uint64_t seed) { return drawnModelOf(DrawnNetwork(seed).draw(), seed); }

/// Each channel on any unit that may have it, the share different from layer to layer.
inline mapping::Mapping randomMapping(const mapping::CostTable &table, Random &random)
{
    mapping::Mapping mapping;
    for (const mapping::LayerTable &layer : table.layers) {
        const double share = random.uniform();
        mapping::LayerMapping own{layer.layer.geometry.name, {}};
        for (int c = 0; c < layer.layer.geometry.outChannels; ++c)
            own.unitOfChannel.push_back(random.uniform() < share ? layer.branches.back().unit
                                                                 : layer.branches.front().unit);
        mapping.layers.push_back(std::move(own));
    }
    return mapping;
}

inline mapping::Mapping drawnMapping(const mapping::CostTable &table, std::uint64_t seed)
{
    Random random(deriveSeed(seed, 2));
    return randomMapping(table, random);
}

/// Pixels from 0 to 1, or values from -1 to 1 where the input is signed.
inline std::vector<float> drawnImage(const network::Network &network, std::uint64_t seed)
{
    Random random(deriveSeed(seed, 3));
    const network::Shape shape = network.inputShape();
    std::vector<float> image(static_cast<std::size_t>(shape.channels) * shape.height * shape.width);
    for (float &value : image)
        value = network.inputValues() == network::InputValues::Signed ? static_cast<float>(random.uniform() * 2 - 1)
                                                                      : static_cast<float>(random.below(256)) / 255;
    return image;
}

} // namespace odimo::samples
