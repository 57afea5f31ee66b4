// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/integer/quantised_network.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace odimo::integer {

/// What units read of a layer's input: some of its channels, with bits dropped.
struct Reading {
    std::vector<int> channels;
    int droppedInputBits = 0;
    bool operator==(const Reading &) const = default;
};

/// Input channels that are summed before anything else happens to the sum: a row group, or all.
struct SummedRows {
    std::size_t first = 0; ///< Of the channels of the reading.
    std::size_t channels = 0;
    std::size_t length = 0;            ///< Kernel positions * channels, in whole blocks (dot_products.h).
    std::vector<std::int16_t> weights; ///< [columns, length], each [kernel height, kernel width, channels].
};

/// The output channels of a layer that one unit computes from one reading. Columns are these channels, in whole blocks.
struct LayerPart {
    std::size_t reading = 0; ///< Of PreparedLayer::readings.
    std::vector<int> channels;
    std::size_t columns = 0;
    std::vector<SummedRows> rows;               ///< Empty in a depthwise layer,
    std::vector<std::int16_t> depthwiseWeights; ///< which has [kernel height, kernel width, channels].
    std::optional<Converter> converter;
    std::vector<std::int32_t> multipliers, addends; ///< [columns]
    std::optional<int> shift; ///< Of all channels alike, to the right; absent if they differ or shift to the left.
    std::vector<Requantisation> requantisations; ///< [channels]
};

/// A layer with its weights in the order in which the executor reads them.
struct PreparedLayer {
    network::Convolution op; ///< Of a fully connected layer: a 1x1 convolution of an image of one pixel.
    bool isDepthwise = false;
    CodeRange range;
    std::vector<Reading> readings;
    std::vector<LayerPart> parts;
};

PreparedLayer prepared(const QuantisedNetwork &network, int node);

} // namespace odimo::integer
