// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deploy/diana/lowering/chip_program.h"
#include "core/project/project.h"

namespace odimo::host {

/// How the chip computes the trained and mapped network of a run. Throws Error if the run has no weights or no mapping,
/// if its network has no integers, or with all that the chip cannot compute of it.
deploy::ChipProgram programOf(const project::Run &run, const project::Project &project);

} // namespace odimo::host
