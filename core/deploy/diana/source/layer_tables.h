// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deploy/diana/lowering/chip_program.h"

#include <string>

namespace odimo::deploy {

/// What the tables of src/plan.c say of one layer, as C. `name` begins the names of its tables and, in capitals, of its
/// constants.
std::string digitalTables(const ChipProgram &program, const ChipStep &step, const LayerStep &layer,
                          const std::string &name);
std::string analogTables(const ChipProgram &program, const ChipStep &step, const LayerStep &layer,
                         const std::string &name);

} // namespace odimo::deploy
