// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/table.h"
#include "core/deploy/diana/lowering/chip_program.h"

#include <string>

namespace odimo::cli {

/// One line a step: when it starts and ends, how long the host and each unit are busy, how long both units are at the
/// same time, and its jobs; the totals last. Predicted kilocycles.
Table scheduleTable(const deploy::ChipProgram &program);

/// What the program takes of the chip: time, L1, L2, in a few lines.
std::string memoryText(const deploy::ChipProgram &program);

} // namespace odimo::cli
