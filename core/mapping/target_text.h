// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace odimo::mapping {

/// Costs to aim at, as people write them: percentages of the cost of all channels on the reference unit, "50, 70" or
/// "50% 70 %". Returns fractions. Throws Error for what is no percentage, above 100 %, or at most 1 %, which nobody
/// aims at: a fraction was meant.
std::vector<double> targetsFromText(const std::string &text);

} // namespace odimo::mapping
