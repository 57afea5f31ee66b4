// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/learn/branch_weights.h"
#include "core/mapping/cost.h"
#include "core/protocol/task.h"

namespace odimo::search {

/// The unit with the largest share of each channel; a tie goes to the more precise unit. With rule JointStaircase each
/// layer is then snapped to the end of its cost step: the channels that wanted the precise unit most are moved there
/// for free.
mapping::Mapping discretise(const learn::BranchWeights &weights, const mapping::CostTable &table,
                            mapping::Objective objective, protocol::CostRule rule);

} // namespace odimo::search
