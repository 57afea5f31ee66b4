// SPDX-License-Identifier: Apache-2.0
#include "core/network/zoo_networks.h"
#include "core/network/zoo_parts.h"

#include <string>

namespace odimo::network {

namespace {

/// What a block of MobileNet has in place of its depthwise and pointwise convolutions, or these two.
enum class Kind { Separable, Single };

struct Block {
    Kind kind;
    int channels; ///< At width 1.
    int stride = 1;
};

constexpr int darksideStemChannels = 32;
constexpr Block darksideBlocks[] = {{Kind::Separable, 64},     {Kind::Separable, 128, 2}, {Kind::Single, 128},
                                    {Kind::Separable, 256, 2}, {Kind::Single, 256},       {Kind::Separable, 512, 2},
                                    {Kind::Single, 512},       {Kind::Single, 512},       {Kind::Single, 512},
                                    {Kind::Single, 512},       {Kind::Single, 512},       {Kind::Separable, 1024, 2},
                                    {Kind::Single, 1024}};

} // namespace

Network mobilenetV1Darkside(const std::string &name, Shape input, int classes, const OptionValues &options)
{
    const double width = options.at("width");
    const int stride = static_cast<int>(options.at("stride"));
    Network network(name, input);
    int last = addBlock(network, {"conv1", "bn1", "relu1"},
                        squareConvolution(scaledChannels(darksideStemChannels, width), 3, stride), 0, false);
    int number = 0;
    for (const Block &block : darksideBlocks) {
        const std::string prefix = "block" + std::to_string(++number) + ".";
        const int channels = scaledChannels(block.channels, width);
        switch (block.kind) {
        case Kind::Separable:
            last = addBlock(network, {prefix + "depthwise", prefix + "bn1", prefix + "relu1"},
                            depthwiseConvolution(network.node(last).output.channels, 3, block.stride), last, false);
            last = addBlock(network, {prefix + "pointwise", prefix + "bn2", prefix + "relu2"},
                            squareConvolution(channels, 1, 1), last, false);
            break;
        case Kind::Single:
            last = addBlock(network, {prefix + "convolution", prefix + "bn", prefix + "relu"},
                            squareConvolution(channels, 3, block.stride), last);
            break;
        }
    }
    addClassifier(network, last, classes, false);
    return network;
}

} // namespace odimo::network
