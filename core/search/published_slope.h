// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/mapping/staircase.h"

namespace odimo::search {

/// Of the two units that share a layer.
enum class Slower { Precise, Other };

/// d cost / d n of a layer under the published rule (relaxed_cost.h), n channels on the precise unit, while the one or
/// the other unit is the slower.
double publishedSlope(const mapping::LayerTable &table, const platform::Platform &platform,
                      mapping::Objective objective, const mapping::Staircase &staircase, Slower slower);

/// The same for a number of channels.
double publishedSlope(const mapping::LayerTable &table, const platform::Platform &platform,
                      mapping::Objective objective, const mapping::Staircase &staircase, double n);

} // namespace odimo::search
