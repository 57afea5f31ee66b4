// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/mapping/cost.h"

namespace odimo::host {

/// Latency in cycles or energy in uJ of anything that has both.
template <typename Costs>
double objectiveCost(const Costs &costs, mapping::Objective objective)
{
    switch (objective) {
    case mapping::Objective::Latency:
        return costs.latency_cycles;
    case mapping::Objective::Energy:
        return costs.energy_uJ;
    }
    return 0;
}

} // namespace odimo::host
