// SPDX-License-Identifier: Apache-2.0
#include "core/network/zoo_networks.h"
#include "core/network/zoo_parts.h"

#include <algorithm>

namespace odimo::network {

namespace {

constexpr int largeImage = 128;

int addBasicBlock(Network &network, const std::string &name, int input, int channels, int stride)
{
    int main = addBlock(network, {name + ".conv1", name + ".bn1", name + ".relu1"},
                        squareConvolution(channels, 3, stride), input);
    main = addBlock(network, {name + ".conv2", name + ".bn2", ""}, squareConvolution(channels, 3, 1), main);
    int shortcut = input;
    if (stride != 1 || network.node(input).output.channels != channels)
        shortcut = addBlock(network, {name + ".shortcut", name + ".shortcut_bn", ""},
                            squareConvolution(channels, 1, stride), input);
    const int sum = network.add(name + ".add", Addition{}, {main, shortcut});
    return network.add(name + ".relu2", Relu{}, {sum});
}

/// Each stage doubles the channels of the one before and, but for the first, halves the map.
int addStages(Network &network, int input, int width, int stages, int blocks)
{
    int last = input;
    for (int stage = 0; stage < stages; ++stage) {
        for (int block = 0; block < blocks; ++block) {
            const std::string name = "stage" + std::to_string(stage + 1) + ".block" + std::to_string(block);
            const int stride = stage > 0 && block == 0 ? 2 : 1;
            last = addBasicBlock(network, name, last, width << stage, stride);
        }
    }
    return last;
}

Network smallResnet(const std::string &name, Shape input, int classes, const OptionValues &options, int blocks)
{
    const int width = static_cast<int>(options.at("width"));
    const int stride = static_cast<int>(options.at("stem"));
    Network network(name, input);
    const int stem = addBlock(network, {"conv1", "bn1", "relu1"}, squareConvolution(width, 3, stride), 0);
    addClassifier(network, addStages(network, stem, width, 3, blocks), classes);
    return network;
}

} // namespace

Network resnet8(const std::string &name, Shape input, int classes, const OptionValues &options)
{
    return smallResnet(name, input, classes, options, 1);
}

Network resnet20(const std::string &name, Shape input, int classes, const OptionValues &options)
{
    return smallResnet(name, input, classes, options, 3);
}

Network resnet18(const std::string &name, Shape input, int classes, const OptionValues &options)
{
    const int width = static_cast<int>(options.at("width"));
    const bool large = std::min(input.height, input.width) >= largeImage;
    Network network(name, input);
    int stem = addBlock(network, {"conv1", "bn1", "relu1"}, squareConvolution(width, large ? 7 : 3, large ? 2 : 1), 0);
    if (large)
        stem = network.add("max_pool", MaxPool{.kernel = {3, 3}, .stride = {2, 2}, .padding = {1, 1, 1, 1}}, {stem});
    addClassifier(network, addStages(network, stem, width, 4, 2), classes);
    return network;
}

} // namespace odimo::network
