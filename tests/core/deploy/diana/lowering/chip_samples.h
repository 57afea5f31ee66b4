// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deploy/diana/lowering/lower.h"
#include "core/integer/integerise.h"
#include "tests/core/deploy/diana/lowering/drawn_chip_network.h"

namespace odimo::samples {

/// The codes of a network with drawn weights, on DIANA with converters of 1152 rows.
inline integer::QuantisedNetwork chipIntegers(const network::Network &network, DrawnSplit split,
                                              const platform::Platform &platform)
{
    const DrawnMapped drawn = chipMapped(network, 1, split, platform);
    return integer::integerise(drawn.trained, drawn.mapping, drawn.platform);
}

inline platform::Platform chipPlatform()
{
    Json json = Json::parse(drawnPlatform(DrawnArray::Adc).json);
    json["units"][1]["converter_rows"] = 1152;
    return platform::platformFromText(json.dump(), "chip.json");
}

/// Same padding, with a bias and a ReLU.
inline network::Convolution chipConvolution(int channels, int kernel, int stride = 1, int groups = 1)
{
    return {.outChannels = channels,
            .kernel = {kernel, kernel},
            .stride = {stride, stride},
            .padding = {kernel / 2, kernel / 2, kernel / 2, kernel / 2},
            .groups = groups,
            .bias = true,
            .relu = network::Relu{}};
}

} // namespace odimo::samples
