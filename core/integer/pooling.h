// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/network/network.h"

#include <cstdint>
#include <vector>

namespace odimo::integer {

// Pools of an image x, [H, W, C] of a shape, into one of the shape `to`.

/// Padding plays no part: a window is cut to the image.
void maxPool(const network::MaxPool &op, const network::Shape &from, const std::vector<std::int16_t> &x,
             const network::Shape &to, std::vector<std::int16_t> &made);
/// The places of the padding that count are zeros.
void averagePool(const network::AveragePool &op, const network::Shape &from, const std::vector<std::int16_t> &x,
                 const network::Shape &to, std::vector<std::int16_t> &made);

} // namespace odimo::integer
