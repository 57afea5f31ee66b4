// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/mapping/cost/cost.h"

#include <optional>
#include <string>
#include <vector>

namespace odimo::mapping {

/// Costs to aim at, as people write them: percentages of the cost of all channels on the reference unit, "50, 70" or
/// "50% 70 %", or words between commas: "half the latency", "two thirds", "30 % less energy". Returns fractions. Throws
/// Error for what is no share, above 100 %, or at most 1 %, which nobody aims at: a fraction was meant; and where
/// `objective` is given, for words that name the other one.
std::vector<double> targetsFromText(const std::string &text, std::optional<Objective> objective = {});

} // namespace odimo::mapping
