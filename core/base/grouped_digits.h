// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace odimo {

/// "20000" -> "20,000".
std::string groupedDigits(std::string digits);

} // namespace odimo
