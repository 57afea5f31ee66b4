// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deploy/diana/lowering/chip_program.h"

#include <string>
#include <vector>

namespace odimo::deploy {

/// How the C source calls the tensors and steps of a program.
struct CNames {
    std::vector<std::string> tensors; ///< By index: "stage1_block0_conv1_k64". Unique, ASCII letters, digits and _.
    std::vector<std::string> steps;   ///< By index, as well.
    explicit CNames(const ChipProgram &program);
};

/// "STAGE1_BLOCK0_CONV1": for constants.
std::string upperCase(const std::string &name);

/// A name of the network as it can stand in a comment, a string or a table; other characters become _.
std::string plainName(const std::string &name);

} // namespace odimo::deploy
