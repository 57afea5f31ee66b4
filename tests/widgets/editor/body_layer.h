// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "widgets/editor/layer_values.h"

#include <algorithm>

namespace odimo::tests {

/// "conv1" and "conv2": 3x3 layers of 64 channels on 8x8, whose plateaus on DIANA end at 0, 16, 32, 48 and 64 channels
/// on the digital unit.
inline const mapping::CostTable &bodyTable()
{
    static const mapping::CostTable table = [] {
        const platform::Platform diana = platform::loadPlatform("diana");
        mapping::CostTable made{.platform = diana, .layers = {}};
        for (const char *name : {"conv1", "conv2"}) {
            platform::Layer layer;
            layer.geometry = {
                .name = name, .inChannels = 64, .outChannels = 64, .kernelX = 3, .kernelY = 3, .outX = 8, .outY = 8};
            made.layers.push_back(mapping::makeLayerTable(layer, diana));
        }
        return made;
    }();
    return table;
}

/// So many channels of both layers on the digital unit, the first ones.
inline mapping::Mapping bodyMapping(int digital)
{
    std::vector<int> units(64, 1);
    std::fill_n(units.begin(), digital, 0);
    return {{{"conv1", units}, {"conv2", units}}};
}

inline widgets::LayerValues bodyLayer(int digital, int before, const mapping::Restrictions &restrictions = {})
{
    return widgets::layerValues(bodyTable(), bodyMapping(digital), bodyMapping(before), restrictions, 0);
}

} // namespace odimo::tests
