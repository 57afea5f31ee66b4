// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/integer/code_range.h"

#include <cstdint>

namespace odimo::integer {

// The arithmetic of the chip, one number at a time (docs/diana.md). The executor, the training and the exported code
// compute these, bit for bit.

/// floor(value / 2^shift); a negative shift multiplies.
constexpr std::int64_t shiftedRight(std::int64_t value, int shift)
{
    return shift >= 0 ? value >> shift : value * (std::int64_t{1} << -shift);
}

/// What makes a shift round to nearest, halves up: half of what one output step stands for. 0 for a shift that loses
/// nothing.
constexpr std::int64_t halfStep(int shift) { return shift > 0 ? std::int64_t{1} << (shift - 1) : 0; }

/// The nearest code of the range: a value out of range saturates. With least = 0 this is a ReLU.
constexpr std::int64_t saturated(std::int64_t code, const CodeRange &range)
{
    return code < range.least ? range.least : code > range.most ? range.most : code;
}

/// The code of a value that enters the network: floor(value / step + 1/2) in single precision, saturated. A pixel p of
/// 8 bits is p / 255, so that its code is floor(p * 128/255 + 1/2), at most 127, for the step 2^-7.
std::int64_t inputCode(float value, const CodeRange &range);

/// How a unit turns the sum of a channel into a code: saturated((sum * multiplier + addend) >> shift). The addend holds
/// the bias and half a step. A unit with a scale per layer has the multiplier 1.
struct Requantisation {
    std::int32_t multiplier = 1;
    std::int32_t addend = 0;
    int shift = 0;
    bool operator==(const Requantisation &) const = default;
};

constexpr std::int64_t requantised(std::int64_t sum, const Requantisation &by, const CodeRange &range)
{
    return saturated(shiftedRight(sum * by.multiplier + by.addend, by.shift), range);
}

/// The sum of two codes of one step, rounded down: nothing is added before the shift.
constexpr std::int64_t added(std::int64_t a, std::int64_t b, int shift, const CodeRange &range)
{
    return saturated(shiftedRight(a + b, shift), range);
}

/// The code of a lone ReLU, rounded to nearest as a layer's.
constexpr std::int64_t rescaled(std::int64_t code, int shift, const CodeRange &range)
{
    return saturated(shiftedRight(code + halfStep(shift), shift), range);
}

/// The mean of `count` codes, truncated toward zero.
constexpr std::int64_t mean(std::int64_t sum, std::int64_t count) { return sum / count; }

} // namespace odimo::integer
