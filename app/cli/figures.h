// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/unit_text.h"
#include "core/mapping/front/pareto.h"

#include <string>

namespace odimo::cli {

/// "0.61": half the width of the interval in percent.
std::string plusMinus(const mapping::Interval &interval);

/// "8 s", "3 min 05 s", "2 h 07 min".
std::string duration(double seconds);

/// A bar of `width` columns, filled from the left in steps of an eighth of a column; fraction in [0, 1].
std::string bar(double fraction, int width);

} // namespace odimo::cli
