// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deploy/diana/source/c_names.h"

#include <string>
#include <vector>

namespace odimo::deploy {

/// A tensor that the test of the package compares: all codes of a node, as they lie in memory after a step.
struct SeenTensor {
    int step = 0;
    int tensor = 0; ///< Of ChipProgram.
};
/// In the order of steps.
std::vector<SeenTensor> seenTensors(const ChipProgram &program);

/// src/network.h: net_run() and what is observed of it.
std::string networkHeader(const ChipProgram &program);
/// src/network.c: one function for each layer, and net_run(), which calls them in order.
std::string networkSource(const ChipProgram &program, const CNames &names);

} // namespace odimo::deploy
