// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deploy/diana/lowering/layer_timing.h"
#include "core/deploy/diana/lowering/refusals.h"

#include <vector>

namespace odimo::deploy {

/// What a program may use.
struct BuildingLimits {
    int l1 = 0;           ///< Bytes.
    bool keepsK64 = true; ///< The input of the array is brought into its layout once, for all layers that read it.
    int staging = 0;      ///< Bytes of L2 for the K64 or the codes of a pass.
};

/// A program whose tensors have no place and whose steps no time yet; incomplete if something is refused.
struct BuiltProgram {
    ChipProgram program;
    std::vector<LayerTiming> timings; ///< By step.
    std::vector<Refusal> refusals;
};

/// Tensors and steps of a network that `refusalsOf` accepts, with the tiles of each layer.
BuiltProgram buildProgram(const integer::QuantisedNetwork &network, const platform::Platform &platform,
                          const BuildingLimits &limits);

} // namespace odimo::deploy
