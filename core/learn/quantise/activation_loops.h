// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace odimo::learn::loops {

/// A range of codes in single precision: the code of x is floor(clamp(x * inverse, least, most) + half).
struct FloatRange {
    float step, inverse, least, most, half;
};

/// Part of a tensor, gone through in tiles of whole rows of channels: `begin` is the first value of a row. What
/// belongs to channels (`bias`, `sums`) is repeated to a tile.
struct Tiles {
    std::int64_t begin, end, tile;
};

/// One of the two values of a sum: rounded to codes after its bias is added, or plain.
struct Part {
    const float *x;
    const float *bias;
    FloatRange range;
};

// Loops over values, vectorised for the processor at hand. No two of their arrays overlap.

/// x = code(x + bias) * step.
void quantise(const Tiles &tiles, float *x, const float *bias, const FloatRange &range);

/// y = code(a + b) * step, of which none, the first, or both are rounded before.
void add(const Tiles &tiles, const Part &a, const Part &b, float *y, const FloatRange &range);
void addRounded(const Tiles &tiles, const Part &a, const Part &b, float *y, const FloatRange &range);
void addBothRounded(const Tiles &tiles, const Part &a, const Part &b, float *y, const FloatRange &range);

/// Keeps the gradient where the code of the quantised y lies strictly inside its range; sums += what it keeps.
void gate(const Tiles &tiles, float *gradient, const float *y, float *sums, const FloatRange &range);

/// The same of gradient + other.
void gateSum(const Tiles &tiles, float *gradient, const float *other, const float *y, float *sums,
             const FloatRange &range);

/// x = what passes of the gradient to an addend `x` that was rounded; sums += that.
void gateRounded(const Tiles &tiles, const float *gradient, float *x, const float *bias, float *sums,
                 const FloatRange &range);

/// gateSum, and gateRounded of what it keeps; sums are those of the latter.
void gateTwice(const Tiles &tiles, float *gradient, const float *other, const float *y, const FloatRange &range,
               float *x, const float *bias, const FloatRange &rangeOfX, float *sums);

} // namespace odimo::learn::loops
