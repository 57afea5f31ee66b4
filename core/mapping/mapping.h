// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "core/platform/platform.h"

#include <string>
#include <vector>

namespace odimo::mapping {

/// The unit of each output channel of one layer.
struct LayerMapping {
    std::string layer;
    std::vector<int> unitOfChannel; ///< Index into Platform::units, one per output channel.
    bool operator==(const LayerMapping &) const = default;
};

/// The result of a search: which unit computes each channel of each layer, in the order of platform::layersOf.
struct Mapping {
    std::vector<LayerMapping> layers;
    bool operator==(const Mapping &) const = default;
};

/// Channels of a layer on each unit. Throws Error on a unit that is none of `units`.
std::vector<int> channelsPerUnit(const LayerMapping &layer, int units);

/// {"schema": 1, "layers": [{"name", "channels": [["digital", 5], ["analog", 11]]}]}: runs of equal channels.
Json toJson(const Mapping &mapping, const platform::Platform &platform);
/// The inverse, strict: throws Error with the path of the field. Whether it fits a network is checkMapping's question.
Mapping mappingFromJson(const Json &json, const platform::Platform &platform, const std::string &where);

/// Throws Error unless the mapping has exactly the network's layers and channels, every channel stands on a unit that
/// may take it (Platform::refusal), and on a contiguous platform in that unit's run.
void checkMapping(const Mapping &mapping, const network::Network &network, const platform::Platform &platform);

} // namespace odimo::mapping
