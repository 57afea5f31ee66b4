// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/mapping/cost/cost.h"
#include "core/platform/explained_cost.h"

#include <span>
#include <string>
#include <vector>

namespace odimo::mapping {

/// A part of the calculation: a unit, or the layer as a whole.
struct ExplainedPart {
    std::string unit;                     ///< Its name; empty for the layer as a whole.
    int channels = 0;                     ///< On the unit,
    int ofChannels = 0;                   ///< of so many.
    Objective total = Objective::Latency; ///< What is explained of the layer as a whole.
    platform::Explanation explanation;
};

/// How the cost of a layer comes about: the cycles of each unit with channels, by its cost model; the latency, the
/// slowest of them and the conversions; the energy, the power of the units that run over time. The values of the last
/// two parts are those of costOfLayer, `conversion_cycles` being that of the layer in its mapping.
std::vector<ExplainedPart> explainLayer(const LayerTable &table, const platform::Platform &platform,
                                        std::span<const int> channels, double conversion_cycles = 0);

/// "digital, 17 of 64 channels", "latency", "energy".
std::string titleOf(const ExplainedPart &part);
/// "9864 cycles = channel blocks * cycles per block + ..." line by line, for people to read in a fixed font.
std::string textOf(const std::vector<ExplainedPart> &parts);

} // namespace odimo::mapping
