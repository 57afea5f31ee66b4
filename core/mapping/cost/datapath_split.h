// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/mapping/cost/cost.h"

#include <span>
#include <vector>

namespace odimo::mapping {

/// True if units that can take the layer wait for each other, so that cheapestDatapathSplit has to find its split.
bool hasSharedDatapath(const LayerTable &layer, const platform::Platform &platform);

/// What cheapestSplit finds, where units share a datapath. `most[unit]`: channels that it may take, at least one unit
/// all of them; `conversion[unit]`: what each of its channels adds. If all units share one datapath, their costs add up
/// and the time grows with the square of the channels. Otherwise every split is looked at; throws Error naming the
/// layer if there are more than 5,000,000.
std::vector<int> cheapestDatapathSplit(const LayerTable &layer, const platform::Platform &platform, Objective objective,
                                       std::span<const int> most, std::span<const double> conversion);

} // namespace odimo::mapping
