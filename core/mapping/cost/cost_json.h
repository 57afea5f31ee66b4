// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "core/mapping/cost/cost.h"

namespace odimo::mapping {

/// {"digital": 9864.0, "analog": null}: cycles per unit, null for a unit that refuses the layer.
Json cyclesToJson(const LayerCost &cost, const platform::Platform &platform);

/// {"latency_cycles", "latency_ms", "energy_uJ"}
Json toJson(const Cost &cost);

/// {"layout", "latency_cycles", "latency_ms", "energy_uJ", "layers": [{"name", "channels": {unit: n}, "cycles",
/// "latency_cycles", "energy_uJ"}]}: what a mapping costs, layer by layer; with "conversion_cycles" of each on a
/// platform that counts layouts.
Json costToJson(const CostTable &table, const Mapping &mapping);

} // namespace odimo::mapping
