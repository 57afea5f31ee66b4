// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deploy/diana/source/c_names.h"

#include <string>

namespace odimo::deploy {

/// src/plan.h: where tensors lie in L2 and when they live, their shapes, where tiles lie in L1, and what tables there
/// are.
std::string planHeader(const ChipProgram &program, const CNames &names);
/// src/plan.c: the tables of tiles, stores, row groups and passes.
std::string planSource(const ChipProgram &program, const CNames &names);

} // namespace odimo::deploy
