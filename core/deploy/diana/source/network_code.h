// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deploy/diana/lowering/chip_program.h"

#include <string>
#include <vector>

namespace odimo::deploy {

/// Where the source of a network computes one of its steps.
struct StepCode {
    std::string step;     ///< The name of its node, or of the step.
    bool isLayer = false; ///< A convolution or fully connected layer, which units share.
    int firstLine = 0;    ///< From 0: the comment above the function.
    int lastLine = 0;     ///< Its closing brace.
};

/// src/network.c of a package, for readers.
struct NetworkCode {
    std::string source;
    std::vector<StepCode> steps; ///< In the order of computation and of the source.
};

NetworkCode networkCode(const ChipProgram &program);

} // namespace odimo::deploy
