// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deploy/diana/lowering/layer_timing.h"

#include <vector>

namespace odimo::deploy {

/// Lays the steps in time one after the other: their start and end, the entries, and the cycles of the program.
/// `layers[step]` is the timing of a layer's step, empty for others, whose tensors must be placed.
void scheduleSteps(ChipProgram &program, const std::vector<LayerTiming> &layers);

} // namespace odimo::deploy
