// SPDX-License-Identifier: Apache-2.0
#include "core/network/zoo_parts.h"

#include <algorithm>
#include <cmath>

namespace odimo::network {

int scaledChannels(int channels, double width)
{
    return std::max(8, 8 * static_cast<int>(std::lround(channels * width / 8)));
}

Convolution squareConvolution(int outChannels, int kernel, int stride)
{
    const int padding = kernel / 2;
    return {.outChannels = outChannels,
            .kernel = {kernel, kernel},
            .stride = {stride, stride},
            .padding = {padding, padding, padding, padding}};
}

Convolution depthwiseConvolution(int channels, int kernel, int stride)
{
    Convolution convolution = squareConvolution(channels, kernel, stride);
    convolution.groups = channels;
    return convolution;
}

int addBlock(Network &network, const BlockNames &names, const Convolution &convolution, int input, bool searched)
{
    int last = network.add(names.convolution, convolution, {input}, searched);
    last = network.add(names.normalization, BatchNormalization{}, {last});
    return names.relu.empty() ? last : network.add(names.relu, Relu{}, {last});
}

void addClassifier(Network &network, int input, int classes, bool searched)
{
    const int pool = network.add("pool", GlobalAveragePool{}, {input});
    const int flatten = network.add("flatten", Flatten{}, {pool});
    network.add("fc", FullyConnected{.outFeatures = classes}, {flatten}, searched);
}

} // namespace odimo::network
