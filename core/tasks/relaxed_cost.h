// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/learn/model/branch_weights.h"
#include "core/learn/model/trained_models.h"
#include "core/mapping/cost/cost.h"
#include "core/protocol/task.h"

namespace odimo::tasks {

/// The cost of a network whose channels are shared between units, divided by the cost of all channels on the reference
/// unit. Layers that one unit computes add a constant. All layers at once, on the device of the weights, which nothing
/// waits for.
/// JointStaircase: linear between whole channel counts, and the cost itself at whole ones; only the gradient is
/// relaxed, to the centred slope of the layer's joint staircase. Published: value and gradient as in the authors' code
/// (publishedRelaxation); at whole counts the cost, but where two units take the same time within a few cycles. Both
/// with what conversions between layouts add (LayoutRelaxation), on a platform that counts them. Throws Error if a unit
/// has no published gradient.
learn::QuantisedModel::CostFunction relaxedCost(const mapping::CostTable &table, mapping::Objective objective,
                                                protocol::CostRule rule);

} // namespace odimo::tasks
