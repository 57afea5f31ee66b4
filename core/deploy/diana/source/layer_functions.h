// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deploy/diana/source/c_names.h"

#include <cstddef>
#include <string>

namespace odimo::deploy {

/// "convolution 3x3, stride 2, 16x32x32 to 32x16x16, ReLU; 17 channels by the digital unit, 15 by the array".
std::string describe(const ChipProgram &program, const ChipStep &step);

/// The static C function of a step, with a comment of what it computes.
std::string layerFunction(const ChipProgram &program, const CNames &names, std::size_t step);

} // namespace odimo::deploy
