// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/integer/prepared_layer.h"

#include <cstdint>
#include <vector>

namespace odimo::integer {

/// Memory that layers and images share one after the other.
struct ConvolutionBuffers {
    std::vector<std::vector<std::int16_t>> images; ///< By reading: [H, W, C] with its padding.
    std::vector<std::int16_t> patches;             ///< What is summed for some pixels, [pixels, length].
    std::vector<std::int32_t> sums, codes;         ///< [pixels, columns]
    std::vector<std::int16_t> channels;            ///< [columns]
};

/// Convolves an image x, [H, W, C], into `made`, [H, W, C] of the shape that the layer puts out. Each channel on its
/// unit, by the rules of the chip.
void convolve(const PreparedLayer &layer, const network::Shape &shape, const std::vector<std::int16_t> &x,
              const network::Shape &madeShape, std::vector<std::int16_t> &made, ConvolutionBuffers &buffers);

} // namespace odimo::integer
