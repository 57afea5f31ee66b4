// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/run_program.h"

namespace odimo::deploy {

/// The line of a program's errors that says most: the HAL's, the sanitizers' or the compiler's word.
std::string tellingLine(const EndedProgram &ended);

} // namespace odimo::deploy
