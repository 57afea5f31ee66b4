// SPDX-License-Identifier: Apache-2.0
#include "core/network/zoo_networks.h"
#include "core/network/zoo_parts.h"

#include <algorithm>

namespace odimo::network {

namespace {

constexpr Extent stemKernel{10, 4};
constexpr int stemStride = 2;
constexpr int blockCount = 4;

/// What TensorFlow's SAME padding adds in total along one side: out = ceil(in / stride).
int samePadding(int in, int kernel)
{
    const int out = (in + stemStride - 1) / stemStride;
    return std::max(0, (out - 1) * stemStride + kernel - in);
}

Convolution stem(int channels, const Shape &input)
{
    const Extent kernel{std::min(stemKernel.height, input.height), std::min(stemKernel.width, input.width)};
    const int rows = samePadding(input.height, kernel.height);
    const int columns = samePadding(input.width, kernel.width);
    return {
        .outChannels = channels,
        .kernel = kernel,
        .stride = {stemStride, stemStride},
        .padding = {.top = rows / 2, .left = columns / 2, .bottom = rows - rows / 2, .right = columns - columns / 2}};
}

} // namespace

Network dsCnn(const std::string &name, Shape input, int classes, const OptionValues &options)
{
    const int width = static_cast<int>(options.at("width"));
    Network network(name, input);
    int last = addBlock(network, {"conv1", "bn1", "relu1"}, stem(width, input), 0);
    for (int block = 1; block <= blockCount; ++block) {
        const std::string prefix = "block" + std::to_string(block) + ".";
        last = addBlock(network, {prefix + "depthwise", prefix + "bn1", prefix + "relu1"},
                        depthwiseConvolution(width, 3, 1), last);
        last = addBlock(network, {prefix + "pointwise", prefix + "bn2", prefix + "relu2"},
                        squareConvolution(width, 1, 1), last);
    }
    addClassifier(network, last, classes);
    return network;
}

} // namespace odimo::network
