// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json_reader.h"

namespace odimo::platform {

// What a quantity of a platform can be: wider than any chip, and narrow enough that every cost that follows from it is
// a finite number.
inline constexpr NumberRange clockRange{1, 1e12, "Hz"};
inline constexpr NumberRange powerRange{1e-9, 1e9, "mW"};
inline constexpr NumberRange cyclesRange{1e-6, 1e9, "cycles"};

/// Elements, channels, rows or bytes at a time.
inline constexpr int mostAtOnce = 1 << 20;

/// Names stand in columns and in options.
inline constexpr std::size_t mostNameBytes = 64;

} // namespace odimo::platform
