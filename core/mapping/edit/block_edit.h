// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/mapping/cost/staircase.h"
#include "core/mapping/edit/split_change.h"

#include <optional>
#include <string>
#include <vector>

namespace odimo::mapping {

/// The staircases of all layers; absent where not exactly two units can take channels.
struct Staircases {
    Objective objective = Objective::Latency;
    std::vector<std::optional<Staircase>> layers;
};
Staircases staircasesOf(const CostTable &table, Objective objective);

/// An edit of all layers that their cost staircases suggest, with what it gains and costs.
struct BlockEdit {
    Mapping mapping;
    std::vector<std::string> layers; ///< That change, in the order of the network.
    int channels = 0;                ///< More of them on the reference units of their layers; below 0 for fewer.
    Cost before;
    Cost after;
};

/// Each layer that two units share goes to the end of the step that it stands on (`snapToStepEnd`): the reference unit
/// takes all the channels that the block it computes anyway has room for.
BlockEdit fillBlocks(const Mapping &mapping, const EditBasis &basis, const Staircases &stairs);

/// Each layer in which a few channels, at most an eighth of it, pay for a whole block of the reference unit gives them
/// to the other unit. Blocks of fewer than four channels do not count.
BlockEdit dropStragglers(const Mapping &mapping, const EditBasis &basis, const Staircases &stairs);

/// True if the weight bits of the reference unit tell it from all others.
bool isReferenceUnitKnownByBits(const platform::Platform &platform);

/// "+37 8-bit channels in 9 layers for +1.1 % cycles"; with the name of the unit where its format does not tell it from
/// the others. "nothing to move" if no layer changes.
std::string summaryOf(const BlockEdit &edit, const platform::Platform &platform, Objective objective);

} // namespace odimo::mapping
