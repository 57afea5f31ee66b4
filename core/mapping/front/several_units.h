// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/mapping/front/predicted_front.h"

namespace odimo::mapping {

/// The choices of a layer that more than two units can take, none left out: the splits that layerChoices speaks of,
/// each with the best assignment of channels to it, on a contiguous platform with its runs.
std::vector<LayerChoice> choicesOfSeveralUnits(const LayerTable &table, const platform::Platform &platform,
                                               const LayerSensitivity &sensitivity,
                                               const std::vector<std::optional<int>> &pinned, Splits splits);

} // namespace odimo::mapping
