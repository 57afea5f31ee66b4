// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/learn/quantise/activation_loops.h"

#include <cstdint>

namespace odimo::learn::loops {

/// What the columns of an array do to sums, repeated to a tile: value * floor(clamp(x * inverse + offset, least,
/// most)). A column that is not converted, `isExact` above 0, leaves them as they are.
struct Columns {
    const float *inverse, *offset, *least, *most, *value, *isExact;
};

// Loops over values, vectorised for the processor at hand. No two of their arrays overlap.

/// x = what the columns make of it.
void readColumns(const Tiles &tiles, float *x, const Columns &columns);

/// The same; passes[i] is 1 where the code lies strictly inside its range or there is none, otherwise 0.
void readAndMark(const Tiles &tiles, float *x, std::uint8_t *passes, const Columns &columns);

/// gradient = gradient * slope where it passes, otherwise 0.
void gateMarked(const Tiles &tiles, float *gradient, const std::uint8_t *passes, const float *slope);

} // namespace odimo::learn::loops
