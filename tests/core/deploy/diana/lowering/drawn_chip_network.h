// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/core/integer/drawn_quantisation.h"

#include <array>

namespace odimo::samples {

/// A small random network that DIANA can compute: kernels of 1, 3, 5 and 7 with half a kernel of padding, depthwise
/// layers, residual blocks, concatenations of maps and vectors, pools, lone ReLUs, hidden layers of features; channels
/// and columns that are no multiples of 16.
class DrawnChipNetwork : private NetworkDrawing {
public:
    explicit DrawnChipNetwork(std::uint64_t seed) : NetworkDrawing(seed, "chip") {}

    network::Network draw()
    {
        begin({1 + below(3), 3 + below(8), chance(0.3) ? 17 + below(80) : 3 + below(8)});
        int last = convolution(0, channels());
        for (int block = 1 + below(4); block > 0; --block)
            last = step(last);
        return classified(last);
    }

private:
    int channels() { return chance(0.3) ? 17 + below(24) : 2 + below(7); }
    int side() { return std::array{1, 3, 3, 3, 5, 7}[static_cast<std::size_t>(below(6))]; }

    int layer(int from, int outChannels, network::Extent kernel, int stride, int groups)
    {
        return add(
            network::Convolution{.outChannels = outChannels,
                                 .kernel = kernel,
                                 .stride = {stride, stride},
                                 .padding = {kernel.height / 2, kernel.width / 2, kernel.height / 2, kernel.width / 2},
                                 .groups = groups,
                                 .bias = chance(0.8),
                                 .relu = anyRelu()},
            {from});
    }

    int convolution(int from, int outChannels)
    {
        const network::Extent kernel = chance(0.7) ? network::Extent{3, 3} : network::Extent{side(), side()};
        return layer(from, outChannels, kernel, 1 + below(2), 1);
    }

    int same(int from) { return layer(from, shapeOf(from).channels, {3, 3}, 1, 1); }

    int depthwise(int from)
    {
        const int kernel = side();
        return layer(from, shapeOf(from).channels, {kernel, kernel}, 1, shapeOf(from).channels);
    }

    int step(int from)
    {
        switch (below(7)) {
        case 0:
            return convolution(from, channels());
        case 1:
            return depthwise(from);
        case 2:
            return add(network::Addition{anyRelu()}, {same(same(from)), from});
        case 3:
            return joined(from);
        case 4:
            return pooled(from);
        case 5:
            return add(network::Relu{}, {add(network::Concatenation{}, {same(from), same(from)})});
        default:
            return add(network::Addition{anyRelu()}, {same(from), same(from)});
        }
    }

    int joined(int from)
    {
        std::vector<int> parts{layer(from, channels(), {3, 3}, 1, 1), same(from)};
        if (chance(0.5))
            parts.push_back(from);
        if (chance(0.2))
            parts.push_back(parts.front());
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

    int hidden(int from, int features)
    {
        return add(network::FullyConnected{.outFeatures = features, .relu = anyRelu()}, {from});
    }

    /// Hidden layers that meet in an addition, vectors that are joined, a scale and a shift of each feature.
    int features(int from)
    {
        const int width = shapeOf(from).channels;
        int last = hidden(from, width);
        last = add(network::Addition{anyRelu()}, {last, from});
        if (chance(0.5))
            last = layer(last, width, {1, 1}, 1, width);
        if (chance(0.5))
            last = add(network::Concatenation{}, {hidden(last, channels()), hidden(last, channels())});
        return last;
    }

    network::Network classified(int last)
    {
        const int classes = 3 + below(8);
        if (chance(0.3)) {
            add(network::GlobalAveragePool{}, {layer(last, classes, {1, 1}, 1, 1)});
            return network();
        }
        if (chance(0.5))
            last = add(network::GlobalAveragePool{}, {last});
        last = add(network::Flatten{}, {last});
        if (chance(0.4) && shapeOf(last).channels < 300)
            last = features(last);
        add(network::FullyConnected{.outFeatures = classes}, {last});
        return network();
    }
};

/// How the channels of each layer that the array can compute are divided.
enum class DrawnSplit { Random, Interleaved, OneAnalog, OneDigital, SeventeenDigital, AllDigital, AllAnalog };

inline bool isAnalog(DrawnSplit split, int channel, Random &random)
{
    switch (split) {
    case DrawnSplit::Random:
        return random.below(2) == 1;
    case DrawnSplit::Interleaved:
        return channel % 2 == 1;
    case DrawnSplit::OneAnalog:
        return channel == 1;
    case DrawnSplit::OneDigital:
        return channel != 1;
    case DrawnSplit::SeventeenDigital:
        return channel >= 17;
    case DrawnSplit::AllDigital:
        return false;
    case DrawnSplit::AllAnalog:
        return true;
    }
    return false;
}

inline mapping::Mapping splitMapping(const mapping::CostTable &table, DrawnSplit split, std::uint64_t seed)
{
    Random random(deriveSeed(seed, 5));
    mapping::Mapping mapping;
    for (const mapping::LayerTable &layer : table.layers) {
        mapping::LayerMapping own{layer.layer.geometry.name, {}};
        for (int c = 0; c < layer.layer.geometry.outChannels; ++c)
            own.unitOfChannel.push_back(isAnalog(split, c, random) ? layer.branches.back().unit
                                                                   : layer.branches.front().unit);
        mapping.layers.push_back(std::move(own));
    }
    return mapping;
}

/// A network with drawn weights, quantisation and the split, as the chip is given it.
inline DrawnMapped chipMapped(network::Network network, std::uint64_t seed, DrawnSplit split,
                              const platform::Platform &platform)
{
    DrawnMapped made(drawnModelOf(std::move(network), seed), seed, platform);
    made.mapping = splitMapping(made.table, split, seed);
    made.trained = integer::mapped(made.trained, made.mapping, made.platform);
    return made;
}

} // namespace odimo::samples
