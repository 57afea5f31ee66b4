// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/platform/constants.h"

#include <span>
#include <string>

namespace odimo::host {

/// What a chip takes up by its constants: "0.4 + 0.002 * analog.columns * analog.rows", in any unit. Operators and
/// functions are those of muParser (+ - * / ^, min, max, sqrt, log2, ... and condition ? a : b). Throws Error that
/// quotes the formula if it cannot be read, names a constant that there is not (listing those that there are), or is
/// no finite number of at least 0.
double areaOf(const std::string &formula, std::span<const platform::PlatformConstant> constants);

} // namespace odimo::host
