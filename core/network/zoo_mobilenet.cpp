// SPDX-License-Identifier: Apache-2.0
#include "core/network/zoo_networks.h"
#include "core/network/zoo_parts.h"

namespace odimo::network {

namespace {

struct SeparableBlock {
    int channels;
    int stride;
};

constexpr int mobilenetStemChannels = 32;
constexpr SeparableBlock mobilenetBlocks[] = {{64, 1},  {128, 2}, {128, 1}, {256, 2}, {256, 1},  {512, 2}, {512, 1},
                                              {512, 1}, {512, 1}, {512, 1}, {512, 1}, {1024, 2}, {1024, 1}};

} // namespace

Network mobilenetV1(const std::string &name, Shape input, int classes, const OptionValues &options)
{
    const double width = options.at("width");
    Network network(name, input);
    int last = addBlock(network, {"conv1", "bn1", "relu1"},
                        squareConvolution(scaledChannels(mobilenetStemChannels, width), 3, 2), 0, false);
    int number = 0;
    for (const SeparableBlock &block : mobilenetBlocks) {
        const std::string prefix = "block" + std::to_string(++number) + ".";
        last = addBlock(network, {prefix + "depthwise", prefix + "bn1", prefix + "relu1"},
                        depthwiseConvolution(network.node(last).output.channels, 3, block.stride), last);
        last = addBlock(network, {prefix + "pointwise", prefix + "bn2", prefix + "relu2"},
                        squareConvolution(scaledChannels(block.channels, width), 1, 1), last);
    }
    addClassifier(network, last, classes, false);
    return network;
}

} // namespace odimo::network
