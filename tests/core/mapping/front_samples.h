// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/random.h"
#include "core/mapping/front/predicted_front.h"
#include "core/network/passes.h"
#include "core/network/zoo.h"
#include "core/platform/layout_mode.h"

#include <cmath>
#include <string>
#include <vector>

namespace odimo::samples {

inline mapping::CostTable dianaTable(const std::string &network,
                                     platform::LayoutMode layout = platform::LayoutMode::Paper)
{
    return mapping::makeCostTable(network::simplify(network::zooNetwork(network)),
                                  platform::withLayout(platform::loadPlatform("diana"), layout));
}

/// Penalties as an analysis may find them: some layers and channels matter far more than others.
inline mapping::Sensitivity randomSensitivity(const mapping::CostTable &table, Random &random)
{
    mapping::Sensitivity sensitivity = mapping::weightCountSensitivity(table);
    for (mapping::LayerSensitivity &layer : sensitivity.layers) {
        const double ofLayer = std::exp(random.normal());
        for (std::vector<double> &unit : layer.penalty) {
            for (double &penalty : unit)
                penalty *= ofLayer * std::exp(random.normal());
        }
    }
    return sensitivity;
}

/// A few layers of a network, chosen at random, in order.
inline mapping::CostTable someLayers(const mapping::CostTable &table, int count, Random &random)
{
    mapping::CostTable some{.platform = table.platform, .layers = {}};
    int left = static_cast<int>(table.layers.size());
    for (const mapping::LayerTable &layer : table.layers) {
        if (random.below(left--) < count) {
            some.layers.push_back(layer);
            --count;
        }
    }
    return some;
}

/// Each layer has its first or last quarter pinned, to either unit it can run on, or nothing.
inline mapping::Restrictions randomPins(const mapping::CostTable &table, Random &random)
{
    mapping::Restrictions restrictions;
    for (const mapping::LayerTable &layer : table.layers) {
        const int channels = layer.layer.geometry.outChannels;
        const int branches = static_cast<int>(layer.branches.size());
        const mapping::Pin pin{.layer = layer.layer.geometry.name,
                               .unit = layer.branches[static_cast<std::size_t>(random.below(branches))].unit};
        switch (random.below(4)) {
        case 0:
            restrictions.pins.push_back(pin);
            restrictions.pins.back().firstChannel = 0;
            restrictions.pins.back().lastChannel = channels / 4;
            break;
        case 1:
            restrictions.pins.push_back(pin);
            restrictions.pins.back().firstChannel = channels - 1 - channels / 4;
            restrictions.pins.back().lastChannel = channels - 1;
            break;
        default:
            break;
        }
    }
    return restrictions;
}

/// Layers of one to five choices whose costs and penalties are small whole numbers, so that sums are exact and ties are
/// common. Some choices are pointless.
inline std::vector<mapping::LayerChoices> wholeNumberLayers(Random &random)
{
    std::vector<mapping::LayerChoices> layers(static_cast<std::size_t>(2 + random.below(3)));
    for (mapping::LayerChoices &layer : layers) {
        layer.choices.resize(static_cast<std::size_t>(1 + random.below(5)));
        for (mapping::LayerChoice &choice : layer.choices)
            choice = {.referenceChannels = 0,
                      .latency_cycles = static_cast<double>(1 + random.below(12)),
                      .energy_uJ = static_cast<double>(1 + random.below(12)),
                      .penalty = static_cast<double>(random.below(12))};
    }
    return layers;
}

/// Every combination of choices.
inline std::vector<mapping::PredictedPoint> everyCombination(std::span<const mapping::LayerChoices> layers)
{
    std::vector<mapping::PredictedPoint> points{{}};
    for (const mapping::LayerChoices &layer : layers) {
        std::vector<mapping::PredictedPoint> longer;
        for (const mapping::PredictedPoint &point : points) {
            for (std::size_t choice = 0; choice < layer.choices.size(); ++choice) {
                mapping::PredictedPoint &next = longer.emplace_back(point);
                next.latency_cycles += layer.choices[choice].latency_cycles;
                next.energy_uJ += layer.choices[choice].energy_uJ;
                next.penalty += layer.choices[choice].penalty;
                next.choice.push_back(static_cast<int>(choice));
            }
        }
        points = std::move(longer);
    }
    return points;
}

} // namespace odimo::samples
