// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/integer/code_range.h"
#include "core/integer/converter.h"
#include "core/integer/rules.h"
#include "core/network/network.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace odimo::integer {

/// How a unit of the chip reads and sums.
struct QuantisedUnit {
    std::string name;
    int droppedInputBits = 0; ///< It reads code >> droppedInputBits.
    bool operator==(const QuantisedUnit &) const = default;
};

/// The integers of a convolution or fully connected layer with C output channels.
struct QuantisedLayer {
    /// [C, input channels of a group, kernel height, kernel width], row-major, or [C, inputs].
    std::vector<std::int16_t> weights;
    std::vector<Requantisation> channels; ///< [C]
    std::vector<int> unitOfChannel;       ///< [C], indices of QuantisedNetwork::units.
    /// By unit: how its columns are read; absent where sums are exact. With a converter, `channels` requantises the sum
    /// of the codes of all row groups.
    std::vector<std::optional<Converter>> converters;
    bool operator==(const QuantisedLayer &) const = default;
};

/// All that a mapped network computes, in integers: what a chip is given, and what this tool measures.
/// Invariant (of `integerise` and of the JSON form): every sum with its multiplier and addend stays below 2^31,
/// whatever the codes are; both inputs of an addition and all of a concatenation have one exponent.
struct QuantisedNetwork {
    network::Network network;           ///< Simplified: layers, additions, pools and the like, no BatchNormalization.
    std::vector<QuantisedUnit> units;   ///< In the order of the platform.
    std::vector<CodeRange> ranges;      ///< By node: of the codes it puts out.
    std::vector<QuantisedLayer> layers; ///< By node; empty where a node is no layer.
    bool operator==(const QuantisedNetwork &) const = default;
};

/// The input channels that a layer's output channel sums over; all inputs of a fully connected layer.
int summedChannels(const network::Network &network, const network::Node &layer);

/// By how much a node shifts what it reads to the right, for additions and lone ReLUs.
int shiftOf(const QuantisedNetwork &network, int node);

/// Throws Error naming the node that breaks the invariant, or that has an operator without an integer form.
void checkQuantised(const QuantisedNetwork &network);

} // namespace odimo::integer
