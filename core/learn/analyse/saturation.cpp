// SPDX-License-Identifier: Apache-2.0
#include "core/learn/analyse/saturation.h"

#include <algorithm>
#include <cmath>

namespace odimo::learn {

namespace {

constexpr std::size_t layersNamed = 3;

struct SaturatedLayer {
    std::string name;
    SaturatedBiases biases;
};

/// At least 1: less than half a code matters little, but is not nothing.
std::string codesText(double codes)
{
    const auto whole = std::max(std::lround(codes), 1L);
    return std::to_string(whole) + (whole == 1 ? " code" : " codes");
}

std::string sentence(const platform::ComputeUnit &unit, std::vector<SaturatedLayer> layers, int channels)
{
    std::ranges::stable_sort(layers, std::greater{}, [](const SaturatedLayer &each) { return each.biases.most_codes; });
    int saturated = 0;
    std::string worst;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const SaturatedBiases &own = layers[i].biases;
        saturated += own.saturated;
        if (i < layersNamed)
            worst += (worst.empty() ? "" : ", ") + layers[i].name + " " + std::to_string(own.saturated) + " of " +
                     std::to_string(own.channels);
    }
    if (layers.size() > layersNamed)
        worst += ", and " + std::to_string(layers.size() - layersNamed) + " more layers";
    return std::to_string(saturated) + " of " + std::to_string(channels) + " biases on the unit " + unit.name +
           " do not fit and saturate, by up to " + codesText(layers.front().biases.most_codes) +
           " of the layer's output (" + worst + ").";
}

} // namespace

std::vector<std::string> saturationFindings(const QuantisedModel &model, const mapping::CostTable &table)
{
    std::vector<std::string> findings;
    for (std::size_t unit = 0; unit < table.platform.units.size(); ++unit) {
        std::vector<SaturatedLayer> layers;
        int channels = 0;
        for (const mapping::LayerTable &layer : table.layers)
            for (const SaturatedBiases &own : model.weights().saturatedBiases(layer.layer.node))
                if (own.unit == static_cast<int>(unit)) {
                    channels += own.channels;
                    if (own.saturated > 0)
                        layers.push_back({layer.layer.geometry.name, own});
                }
        if (!layers.empty())
            findings.push_back(sentence(table.platform.units[unit], std::move(layers), channels));
    }
    return findings;
}

} // namespace odimo::learn
