// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/table.h"
#include "core/mapping/cost/cost.h"

namespace odimo::cli {

/// One line a layer: the split as a bar and as channels per unit, cycles per unit, those of conversions on a platform
/// that counts layouts, latency and energy; the totals last.
Table layerTable(const mapping::CostTable &table, const mapping::Mapping &mapping);

} // namespace odimo::cli
