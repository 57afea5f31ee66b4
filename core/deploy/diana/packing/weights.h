// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/network/network.h"

#include <cstdint>
#include <span>
#include <vector>

namespace odimo::deploy {

// Weights as the units of DIANA read them (resources/diana/hal/diana_hal.h says which byte is which). All take the
// codes [outputs, inputs, kernel height, kernel width], row-major, and throw Error if their number is another.

/// The size of a layer's weights.
struct WeightShape {
    int outputs = 1;
    int inputs = 1; ///< That an output channel sums over: 1 if depthwise.
    network::Extent kernel = {};
    bool operator==(const WeightShape &) const = default;
};

/// Outputs are padded to a multiple of 16 by zeros. Bytes of 16 outputs follow each other: those of outputs from 16 n
/// on are a job's weights of their own.
std::vector<std::uint8_t> packConvolution(std::span<const std::int8_t> weights, std::span<const std::int32_t> biases,
                                          const WeightShape &shape);

/// Outputs are padded to a multiple of 4. The unit also reads, but does not use, up to 12 bytes behind the last.
std::vector<std::uint8_t> packDepthwise(std::span<const std::int8_t> weights, std::span<const std::int32_t> biases,
                                        const WeightShape &shape);

/// A fully connected layer, a kernel of 1x1: inputs and outputs are padded to multiples of 16. Bytes of 16 outputs
/// follow each other, and are one job's.
std::vector<std::uint8_t> packDense(std::span<const std::int8_t> weights, std::span<const std::int32_t> biases,
                                    const WeightShape &shape);

/// The cells of the analog array for weights -1, 0, 1; throws Error on others, or if the array has not enough rows
/// (1152) or columns (512).
std::vector<std::uint32_t> packArray(std::span<const std::int8_t> weights, const WeightShape &shape);

} // namespace odimo::deploy
