// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/mapping/cost/cost.h"

#include <optional>
#include <vector>

namespace odimo::mapping {

/// The split of a layer that costs least, as the number of channels on each unit of the platform. Among equals the one
/// with the most channels on the reference unit, then on the next. The time grows with 2^units and, for more than
/// two units, with the square of the channels: the largest layers of eight units take about a second. Units that share
/// a datapath are cheapestDatapathSplit's, with its errors.
///
/// `within`: of a layer with tensors, the layouts that its units may have; its parts are then joined in the common
/// layout if there are several, at the cost of that, and conversions of the tensor that it reads are not counted. All
/// zero channels if no unit has one of them.
std::vector<int> cheapestSplit(const LayerTable &layer, const platform::Platform &platform, Objective objective,
                               std::optional<LayoutSet> within = {});

} // namespace odimo::mapping
