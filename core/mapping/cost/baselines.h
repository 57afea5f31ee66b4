// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/mapping/cost/cost.h"

#include <string>
#include <vector>

namespace odimo::mapping {

struct Baseline {
    std::string name; ///< "all-digital", "all-analog", "first-and-last-digital", "min-latency", "min-energy"
    Mapping mapping;
};

/// Every channel on `unit` where it can run the layer, else on the reference unit.
Mapping uniformMapping(const CostTable &table, int unit);

/// Every channel on the reference branch of its layer.
Mapping referenceMapping(const CostTable &table);
/// What that costs: the reference of relative and normalised costs.
MappingCost referenceCost(const CostTable &table);

/// The exact optimum of those that leave no channel out; ties go to the most channels on the reference unit, layer by
/// layer where layouts are not counted.
Mapping cheapestMapping(const CostTable &table, Objective objective);

/// One all-<unit> per unit, first-and-last-<reference unit> (the rest on the last of Platform::referenceOrder),
/// min-latency, min-energy. Names come from the platform's units. None leaves a channel out.
std::vector<Baseline> baselines(const CostTable &table);

} // namespace odimo::mapping
