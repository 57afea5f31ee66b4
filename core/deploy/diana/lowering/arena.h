// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deploy/diana/lowering/chip_program.h"

#include <string>
#include <vector>

namespace odimo::deploy {

/// The tensors that a step reads or writes, each once.
std::vector<int> tensorsOf(const ChipStep &step);

/// Gives every tensor its steps and its place in the arena, and MemoryUse its arena, lower bound and peak. `partOf` and
/// FlattenStep::moves, ConcatenationStep::Part::moves are set where parts of concatenations can be computed in their
/// place and flattened images lie right already; `inPlaceOf` where the input of an element-wise step is not needed
/// after it. Then the largest pieces of memory are placed first, each as low as it fits.
void placeTensors(ChipProgram &program);

/// What speaks against the arena, one sentence each: a step outside the live range of a tensor it uses, a tensor that
/// is not aligned or outside the arena, two tensors that live at the same step and share bytes although neither is part
/// of the other nor takes its place. Empty proves that no tensor is overwritten while it is needed.
std::vector<std::string> arenaFaults(const ChipProgram &program);

} // namespace odimo::deploy
