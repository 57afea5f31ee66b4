// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/learn/branch_weights.h"
#include "core/learn/trained_models.h"
#include "core/mapping/cost.h"
#include "core/protocol/task.h"
#include "core/search/published_slope.h"

namespace odimo::search {

/// The cost of a network whose channels are shared between units, divided by the cost of all channels on the precise
/// unit. The value is linear between whole channel counts and IS the cost at whole ones; only the gradient is relaxed:
/// JointStaircase: the centred slope of the layer's joint staircase.
/// Published: the slower unit alone, one whole block of it per channel (the largest step of its own table), as the
/// straight-through ceil of the authors has it; for energy each unit's slope is weighted by its power while it is the
/// one that runs on. Layers that one unit computes add a constant. All layers at once, on the device of the weights,
/// which nothing waits for.
learn::QuantisedModel::CostFunction relaxedCost(const mapping::CostTable &table, mapping::Objective objective,
                                                protocol::CostRule rule);

} // namespace odimo::search
