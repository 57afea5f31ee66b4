// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/learn/model/branch_weights.h"
#include "core/mapping/restrictions.h"
#include "core/mapping/sensitivity.h"
#include "core/protocol/task.h"

namespace odimo::tasks {

/// The unit with the largest share of each channel; a tie goes to the reference unit. With rule JointStaircase
/// each layer is then snapped to the end of its cost step: the channels that wanted the reference unit most are moved
/// there for free; where layouts are counted, a layer that is wholly on one unit stays there. Pinned channels stay
/// where they are. If that exceeds a limit of latency or energy, the mapping within the limits that loses the least
/// share (sharePenalties). Throws Error as mapping::withinLimits does.
mapping::Mapping discretise(const learn::BranchWeights &weights, const mapping::CostTable &table,
                            mapping::Objective objective, protocol::CostRule rule,
                            const mapping::Restrictions &restrictions = {});

/// Throws Error, as mapping::withinLimits does, if no mapping keeps to the restrictions: better said before a search
/// than after it.
void checkReachable(const mapping::CostTable &table, const mapping::Restrictions &restrictions);

/// What it costs to move a channel off the reference unit: the logarithm of that unit's share over the other's where it
/// has the larger one, otherwise nothing.
mapping::Sensitivity sharePenalties(const learn::BranchWeights &weights, const mapping::CostTable &table);

} // namespace odimo::tasks
