// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/mapping/cost/cost.h"

#include <optional>
#include <string>
#include <vector>

namespace odimo::mapping {

/// Channels of a layer that the user has fixed to a unit.
struct Pin {
    std::string layer;
    int unit = 0;
    std::optional<int> firstChannel = {}; ///< With lastChannel, both included; absent: the whole layer.
    std::optional<int> lastChannel = {};
    bool operator==(const Pin &) const = default;
};

/// What every mapping of a search must keep to.
struct Restrictions {
    std::vector<Pin> pins = {};
    std::optional<double> mostLatency_ms = {};
    std::optional<double> mostEnergy_uJ = {};
    std::optional<double> leastAccuracy = {}; ///< Fraction; of the accuracy predicted or measured.
    bool operator==(const Restrictions &) const = default;
};

/// "stem=digital", "stage1.0.conv1[0-7]=analog" or "fc[3]=digital". Throws Error that says what is wrong and how a pin
/// is written; a unit is named as in the platform.
Pin pinFromText(const std::string &text, const platform::Platform &platform);
std::string textOf(const Pin &pin, const platform::Platform &platform);

/// By channel the unit it is pinned to; absent where it is free. Where two units take runs of channels, those before a
/// channel that is pinned to the first unit are pinned with it, and so are those behind one of the second. `layer` must
/// be of a checked table.
std::vector<std::optional<int>> pinnedUnits(const Restrictions &restrictions, const LayerTable &layer);

/// Throws Error naming the pin: a layer that there is not (with the layers there are), channels outside it, a unit that
/// cannot run the layer (with its reason), a channel pinned to two units; and a limit that is not positive or an
/// accuracy outside [0, 1].
void checkRestrictions(const Restrictions &restrictions, const CostTable &table);

/// True if the mapping keeps to the pins and to the limits of latency and energy.
bool keepsTo(const Restrictions &restrictions, const CostTable &table, const Mapping &mapping);

/// {"pins": ["stem=digital"], "most_latency_ms": null, "most_energy_uJ": null, "least_accuracy": null}
Json toJson(const Restrictions &restrictions, const platform::Platform &platform);
Restrictions restrictionsFromJson(const Json &json, const platform::Platform &platform, const std::string &where);

} // namespace odimo::mapping
