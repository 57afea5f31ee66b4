// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace odimo::integer {

/// The largest integer weight n: 127 for 8 bits, 1 for ternary (2 bits).
constexpr int largestWeight(int bits) { return (1 << (bits - 1)) - 1; }

/// The integer of a weight: round_half_even(clamp(weight / scale, -1, 1) * n), in single precision. Its value is
/// code * scale / n.
std::int16_t weightCode(float weight, float scale, int bits);

} // namespace odimo::integer
