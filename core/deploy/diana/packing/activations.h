// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/integer/executor.h"

#include <cstdint>
#include <span>
#include <vector>

namespace odimo::deploy {

// Tensors as they lie in DIANA's memory (resources/diana/hal/diana_hal.h), and back. An `order` names the channel of
// the tensor that stands at each place; empty: they stand in their own order. Bytes of another number than the layout
// has, or codes that do not fit 8 bits, throw Error.

/// A map [C][H][up16(W)], bytes reversed in fours, columns beyond W zero.
std::vector<std::int8_t> packMap(const integer::CodeTensor &tensor, std::span<const int> order = {});
integer::CodeTensor unpackMap(std::span<const std::int8_t> bytes, const network::Shape &shape,
                              std::span<const int> order = {});

/// A vector of a tensor of 1x1 pixels: [up16(C)], bytes reversed in fours, zero beyond C.
std::vector<std::int8_t> packVector(const integer::CodeTensor &tensor, std::span<const int> order = {});
integer::CodeTensor unpackVector(std::span<const std::int8_t> bytes, const network::Shape &shape,
                                 std::span<const int> order = {});

/// What the analog unit reads and writes: [H][W][up64(C)], zero beyond C.
std::vector<std::int8_t> packK64(const integer::CodeTensor &tensor, std::span<const int> order = {});
integer::CodeTensor unpackK64(std::span<const std::int8_t> bytes, const network::Shape &shape,
                              std::span<const int> order = {});

} // namespace odimo::deploy
