// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/integer/quantised_network.h"
#include "core/platform/platform.h"

#include <vector>

namespace odimo::deploy {

enum class UnitRole { Digital, Analog, None };

/// By unit of the platform: which of the chip's units it stands for. 8-bit weights with a power-of-two scale a layer
/// are the digital unit's, ternary ones with a scale a channel the array's.
std::vector<UnitRole> unitRoles(const platform::Platform &platform);

/// By output channel of a layer.
std::vector<UnitRole> rolesOfChannels(const integer::QuantisedLayer &layer, const std::vector<UnitRole> &roles);

} // namespace odimo::deploy
