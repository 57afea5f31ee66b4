// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "core/deploy/diana/lowering/chip_program.h"

namespace odimo::deploy {

/// A program without its weights: memory, tensors with their orders, places and live ranges, steps with the units of
/// their channels, tiles and requantisation, and the predicted schedule. Cycles are rounded to tenths.
Json toJson(const ChipProgram &program);

/// "host", "digital" or "analog".
const char *nameOf(Engine engine);

/// "layer", "addition", "pool", ...
const char *nameOf(const ChipOperation &operation);

} // namespace odimo::deploy
