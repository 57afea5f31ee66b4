// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "core/mapping/cost/cost.h"

#include <optional>
#include <string>

namespace odimo::cli {

/// The document as text of two spaces a level, ended by a newline.
std::string documentText(const Json &document);

/// Prints the one document of `--json` on stdout.
void printDocument(const Json &document);

/// {"digital": 9864.0, "analog": null}: cycles per unit, null for a unit that refuses the layer.
Json cyclesToJson(const mapping::LayerCost &cost, const platform::Platform &platform);

/// {"latency_cycles", "latency_ms", "energy_uJ", "layers": [{"name", "channels": {unit: n}, "cycles", "latency_cycles",
/// "energy_uJ"}]}: what a mapping costs, layer by layer.
Json costToJson(const mapping::CostTable &table, const mapping::Mapping &mapping);

} // namespace odimo::cli
