// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "core/platform/platform.h"

#include <string>

namespace odimo::cli {

/// The document of `odimo cost --layers`: for each layer of the array {"name", "cycles": {unit: cycles or null},
/// "latency_cycles", "energy_uJ"}. A layer has the fields name, ch_in, k_x, k_y, groups, out_x, out_y and ch_out_<unit>
/// for each unit of the platform; others are ignored. A layer with groups > 1 is a grouped convolution, any other one a
/// convolution. Throws Error naming the field, or the layer with channels on a unit that cannot run it.
Json costsOfLayers(const Json &layers, const platform::Platform &platform, const std::string &where);

} // namespace odimo::cli
