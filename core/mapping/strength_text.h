// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace odimo::mapping {

/// The most strengths of a range.
inline constexpr int mostStrengths = 100;

/// So many numbers from `from` to `to`, both above 0, evenly spread on a logarithmic scale and rounded to three digits,
/// as they are shown and typed; the middle one if `count` is 1.
std::vector<double> spreadLogarithmically(double from, double to, int count);

/// Strengths as people write them: a list, "0.1, 0.5, 2" (commas, semicolons or blanks), or a range from:to:how many,
/// "0.03:10:6", spread logarithmically. Throws Error for what is no number, negative, or no range.
std::vector<double> strengthsFromText(const std::string &text);

} // namespace odimo::mapping
