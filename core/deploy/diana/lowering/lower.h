// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deploy/diana/lowering/chip_program.h"
#include "core/deploy/diana/lowering/refusals.h"

#include <optional>
#include <vector>

namespace odimo::deploy {

/// A program, or all that speaks against one.
struct Lowering {
    std::optional<ChipProgram> program; ///< Present exactly if nothing is refused.
    std::vector<Refusal> refusals;
};

/// The chip's memories that a program must fit, in bytes; smaller ones for tests.
struct ChipMemory {
    int l1 = 256 * 1024;       ///< Activations that the units compute on.
    int sharedL2 = 448 * 1024; ///< What the units reach: the arena and the weights.
};

/// How DIANA computes the network; `platform` is the one it is mapped to. The memory plan of a program is proven
/// (arenaFaults); throws Error if the proof fails, which is a bug.
Lowering lower(const integer::QuantisedNetwork &network, const platform::Platform &platform, ChipMemory memory = {});

/// Throws Error with all refusals in its sentence.
ChipProgram lowered(const integer::QuantisedNetwork &network, const platform::Platform &platform,
                    ChipMemory memory = {});

} // namespace odimo::deploy
