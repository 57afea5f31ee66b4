// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace odimo {

/// A length in a drawing, in points: with at most two decimals, as hundredths are finer than any printer. "12.5", "0".
std::string coordinateText(double value);

} // namespace odimo
