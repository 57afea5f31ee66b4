// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace odimo {

/// How a bar of text shows the channels on a unit: "█" on the first, "░" on the second, ...
const char *shadeOf(std::size_t unit);

/// The parts of units as a bar of `width` characters, for example "██████░░░░".
std::string splitBar(std::span<const int> channels, int width);

} // namespace odimo
