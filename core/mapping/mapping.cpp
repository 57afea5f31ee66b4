// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/mapping.h"

#include "core/base/error.h"

#include <algorithm>
#include <iterator>

namespace odimo::mapping {

std::vector<int> channelsPerUnit(const LayerMapping &layer, int units)
{
    std::vector<int> channels(static_cast<std::size_t>(units), 0);
    for (std::size_t channel = 0; channel < layer.unitOfChannel.size(); ++channel) {
        const int unit = layer.unitOfChannel[channel];
        if (unit < 0 || unit >= units)
            throw Error("channel " + std::to_string(channel) + " of the layer " + layer.layer + " is on unit " +
                        std::to_string(unit) + "; the platform has " + std::to_string(units) + " units");
        ++channels[static_cast<std::size_t>(unit)];
    }
    return channels;
}

namespace {

void checkLayer(const LayerMapping &mapping, const platform::Layer &layer, const platform::Platform &platform)
{
    const platform::LayerGeometry &geometry = layer.geometry;
    if (mapping.layer != geometry.name)
        throw Error("the mapping has the layer " + mapping.layer + " where the network has " + geometry.name);
    if (mapping.unitOfChannel.size() != static_cast<std::size_t>(geometry.outChannels))
        throw Error("the mapping gives the layer " + geometry.name + " " +
                    std::to_string(mapping.unitOfChannel.size()) + " output channels; it has " +
                    std::to_string(geometry.outChannels));
    const std::vector<int> channels = channelsPerUnit(mapping, static_cast<int>(platform.units.size()));
    for (std::size_t unit = 0; unit < channels.size(); ++unit) {
        if (channels[unit] == 0)
            continue;
        if (const auto reason = platform.refusal(layer, static_cast<int>(unit)))
            throw Error("the mapping puts channels of the layer " + geometry.name + " on the unit " +
                        platform.units[unit].name + ", which cannot take them: " + *reason);
    }
}

/// On a contiguous platform: one run of channels for each unit, in the reference order.
void checkRuns(const LayerMapping &mapping, const platform::Platform &platform)
{
    const std::vector<int> order = platform.referenceOrder();
    const auto place = [&](int unit) {
        return std::ranges::find(order, unit);
    };
    const std::vector<int> &units = mapping.unitOfChannel;
    const auto broken = std::ranges::adjacent_find(units, [&](int one, int next) { return place(next) < place(one); });
    if (broken == units.end())
        return;
    const auto name = [&](int unit) {
        return platform.units[static_cast<std::size_t>(unit)].name;
    };
    throw Error("the mapping puts channel " + std::to_string(broken - units.begin() + 1) + " of the layer " +
                mapping.layer + " on the unit " + name(*std::next(broken)) + ", behind one on " + name(*broken) +
                "; on the platform " + platform.name + " those on " + name(*std::next(broken)) + " come first");
}

} // namespace

void checkMapping(const Mapping &mapping, const network::Network &network, const platform::Platform &platform)
{
    const std::vector<platform::Layer> layers = platform::layersOf(network);
    if (mapping.layers.size() != layers.size())
        throw Error("the mapping has " + std::to_string(mapping.layers.size()) + " layers; the network " +
                    network.name() + " has " + std::to_string(layers.size()));
    for (std::size_t i = 0; i < layers.size(); ++i) {
        checkLayer(mapping.layers[i], layers[i], platform);
        if (platform.contiguous)
            checkRuns(mapping.layers[i], platform);
    }
}

} // namespace odimo::mapping
