// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/mapping/cost.h"

namespace odimo::mapping {

/// Latency in cycles or energy in uJ of anything that has both.
template <typename Costs>
double objectiveCost(const Costs &costs, Objective objective)
{
    switch (objective) {
    case Objective::Latency:
        return costs.latency_cycles;
    case Objective::Energy:
        return costs.energy_uJ;
    }
    return 0;
}

} // namespace odimo::mapping
