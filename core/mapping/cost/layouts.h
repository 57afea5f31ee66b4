// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/platform/platform.h"

#include <optional>
#include <span>
#include <vector>

namespace odimo::mapping {

/// Memory layouts as bits. Bit 0 is the common layout, in which the network's input and output stand and all operations
/// that are no layers read and write.
using LayoutSet = unsigned;
inline constexpr LayoutSet commonLayout = 1;

/// What a layer reads and writes, on a platform that counts layouts. A tensor is brought into a layout once, however
/// many layers read it there. A layer whose units all have one layout writes its whole tensor in that; the parts that
/// units of several layouts write are joined in the common one.
struct LayerTensors {
    std::size_t read = 0; ///< Number of the tensor among those of the network.
    std::size_t written = 0;
    bool readLast = false;         ///< No later layer reads it.
    bool writtenForLayers = false; ///< Some layer reads what this one writes.
    bool writtenForOthers = false; ///< The network's user, or an operation that is no layer, reads it.
    std::vector<LayoutSet> layoutOfUnit;
    double toCycles = 0;             ///< To bring the tensor that it reads from the common layout into another.
    double backCycles = 0;           ///< Or from another into the common one.
    double backCyclesPerChannel = 0; ///< Of the tensor that it writes.
    double energy_uJ_perCycle = 0;
    bool operator==(const LayerTensors &) const = default;
};

/// By layer, in the order of platform::layersOf; empty on a platform that counts no layouts.
std::vector<LayerTensors> layerTensors(const network::Network &network, const platform::Platform &platform);

/// By tensor the layouts in which layers to come can read it; none before it is written and after its last reader. What
/// the conversions of the layers to come depend on.
using TensorPlaces = std::vector<LayoutSet>;

/// The layouts of the units that compute channels of a layer: `channels[unit]`.
LayoutSet layoutsUsed(const LayerTensors &layer, std::span<const int> channels);

/// Goes on by a layer with units of these layouts, and returns the cycles of what has to be converted before it.
double passLayer(const LayerTensors &layer, LayoutSet used, TensorPlaces &places);

/// The cycles of what has to be converted behind the layer, whatever reads it: `channels[unit]`.
double conversionBehind(const LayerTensors &layer, std::span<const int> channels);

/// Throws Error naming the layer if its tensors can stand in too many ways for one to look at each.
void checkArrangements(std::size_t count, const std::string &layer);

} // namespace odimo::mapping
