// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deploy/diana/lowering/unit_roles.h"
#include "core/deploy/diana/lowering/window.h"

#include <optional>
#include <vector>

namespace odimo::deploy {

/// A layer and the orders of the channels that it reads and writes.
struct LayerSource {
    const integer::QuantisedNetwork &network;
    int node = 0;
    const std::vector<int> &inputOrder;
    const std::vector<int> &outputOrder;
    const std::vector<UnitRole> &roles;
};

/// On a vector every layer is dense: of a kernel on one pixel only the centre meets the image, and a depthwise layer
/// has one weight beside zeros.
LayerShape layerShapeOf(const network::Network &network, int node);

/// Weights, biases and runs of the channels on the digital unit, the order of the input folded in; absent if there are
/// none. Tiles and memory are left to `lower`.
std::optional<DigitalPart> digitalPartOf(const LayerSource &source);

/// The same of the array, with its row groups.
std::optional<AnalogPart> analogPartOf(const LayerSource &source);

/// The places `places[i]` of neighbouring i in runs from i to place.
std::vector<Run> runsOf(const std::vector<int> &places);

} // namespace odimo::deploy
