// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/mapping/trained_network.h"

namespace odimo::samples {

/// "conv" with 4 output channels, two on each unit of DIANA, and the classifier "fc" with 2, both digital.
inline mapping::TrainedNetwork trainedNetwork()
{
    network::Network net("small", {.channels = 3, .height = 4, .width = 4});
    network::Convolution convolution;
    convolution.outChannels = 4;
    convolution.bias = true;
    convolution.relu = network::Relu{};
    const int conv = net.add("conv", convolution, {0});
    const int pool = net.add("pool", network::GlobalAveragePool{}, {conv});
    net.add("fc", network::FullyConnected{.outFeatures = 2}, {pool});
    network::Parameters parameters = network::initialise(net, 3);
    return {.model = {.network = std::move(net), .parameters = std::move(parameters)},
            .mapping = mapping::Mapping{{{"conv", {1, 0, 0, 1}}, {"fc", {0, 0}}}},
            .quantisation = mapping::Quantisation{
                .style = "published",
                .activations = {{.node = "input", .exponent = -7}, {.node = "fc", .exponent = 3, .isSigned = true}},
                .weights = {{.layer = "conv", .unit = 0, .scales = {0.25}},
                            {.layer = "conv", .unit = 1, .scales = {0.1, 1. / 3, 2, 1e-9}, .exponent = -6},
                            {.layer = "fc", .unit = 0, .scales = {1}}}}};
}

} // namespace odimo::samples
