// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deploy/diana/source/c_names.h"

#include <string>

namespace odimo::deploy {

/// src/params.h: the packed weights as one object, a member for each unit of a layer, and the scales of the array.
std::string paramsHeader(const ChipProgram &program, const CNames &names);
/// src/params.c: their bytes, as the chip reads them.
std::string paramsSource(const ChipProgram &program, const CNames &names);

} // namespace odimo::deploy
