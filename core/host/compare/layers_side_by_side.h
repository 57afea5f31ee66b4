// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "core/project/project.h"

#include <optional>
#include <string>
#include <vector>

namespace odimo::host {

/// A mapping with the costs of the network that it is of. Both must live as long as it is compared.
struct ComparedMapping {
    const mapping::Mapping &mapping;
    const mapping::CostTable &costs;
};

/// A layer in one of several mappings.
struct LayerShare {
    std::vector<int> channels; ///< In the order of LayersSideBySide::units.
    double latency_cycles = 0;
    double energy_uJ = 0;
    bool operator==(const LayerShare &) const = default;
};

/// A layer in all of them.
struct LayerRow {
    std::string layer;
    std::vector<std::optional<LayerShare>> shares; ///< By mapping; absent if its network has no layer of this name.
    bool isSame() const;
};

struct LayersSideBySide {
    std::vector<std::string> units = {}; ///< Of all platforms, by name.
    std::vector<LayerRow> layers = {};   ///< In the order of the first network, then what only later ones have.
};

/// A place without a mapping has no shares. Throws Error if a mapping does not fit its network.
LayersSideBySide sideBySide(const std::vector<std::optional<ComparedMapping>> &mappings);

/// By unit of the platform its place among names of units.
std::vector<std::size_t> placesOf(const platform::Platform &platform, const std::vector<std::string> &units);

/// Channels by the name of the unit, cycles and energy; null for none.
Json toJson(const std::optional<LayerShare> &share, const std::vector<std::string> &units);

} // namespace odimo::host
