// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/quantisation.h"

#include "core/base/error.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

namespace odimo::mapping {

namespace {

void checkScales(const WeightScales &weights, const platform::Layer &layer, const platform::Platform &platform)
{
    const std::string place = "the quantisation of the layer " + weights.layer;
    if (weights.unit < 0 || weights.unit >= static_cast<int>(platform.units.size()))
        throw Error(place + " names unit " + std::to_string(weights.unit) + "; the platform has " +
                    std::to_string(platform.units.size()) + " units");
    const platform::ComputeUnit &unit = platform.units[static_cast<std::size_t>(weights.unit)];
    std::size_t expected = 1;
    switch (unit.format.weightScale) {
    case platform::WeightScale::PowerOfTwoPerLayer:
        break;
    case platform::WeightScale::RealPerChannel:
        expected = static_cast<std::size_t>(layer.geometry.outChannels);
        break;
    }
    if (weights.scales.size() != expected)
        throw Error(place + " has " + std::to_string(weights.scales.size()) + " scales on the unit " + unit.name +
                    ", which needs " + std::to_string(expected));
    if (!std::ranges::all_of(weights.scales, [](double scale) { return std::isfinite(scale) && scale > 0; }))
        throw Error(place + " has a scale that is not a positive number on the unit " + unit.name);
}

} // namespace

bool isPublished(const Quantisation &quantisation) { return quantisation.style == "published"; }

void checkQuantisation(const Quantisation &quantisation, const network::Network &network,
                       const platform::Platform &platform)
{
    std::set<std::string> nodes;
    for (const ActivationScale &activation : quantisation.activations) {
        network.find(activation.node);
        if (!nodes.insert(activation.node).second)
            throw Error("the quantisation scales the node " + activation.node + " twice");
    }
    const std::vector<platform::Layer> layers = platform::layersOf(network);
    std::set<std::pair<std::string, int>> scaled;
    for (const WeightScales &weights : quantisation.weights) {
        const auto layer = std::ranges::find(layers, weights.layer,
                                             [](const platform::Layer &candidate) { return candidate.geometry.name; });
        if (layer == layers.end())
            throw Error("the quantisation names the layer " + weights.layer + ", which the network " + network.name() +
                        " does not have");
        checkScales(weights, *layer, platform);
        if (!scaled.emplace(weights.layer, weights.unit).second)
            throw Error("the quantisation scales the layer " + weights.layer + " twice on one unit");
    }
}

} // namespace odimo::mapping
