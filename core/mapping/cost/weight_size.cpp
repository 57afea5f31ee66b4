// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/cost/weight_size.h"

#include <cmath>

namespace odimo::mapping {

namespace {

double weightsPerChannel(const platform::LayerGeometry &layer)
{
    return static_cast<double>(layer.inChannels) / layer.groups * layer.kernelX * layer.kernelY;
}

} // namespace

double weightBytes(const CostTable &table, const Mapping &mapping)
{
    const std::vector<platform::ComputeUnit> &units = table.platform.units;
    double bytes = 0;
    for (std::size_t layer = 0; layer < mapping.layers.size(); ++layer) {
        const std::vector<int> channels = channelsPerUnit(mapping.layers[layer], static_cast<int>(units.size()));
        const double weights = weightsPerChannel(table.layers.at(layer).layer.geometry);
        for (std::size_t unit = 0; unit < units.size(); ++unit)
            bytes += std::ceil(channels[unit] * weights * units[unit].format.weightBits / 8);
    }
    return bytes;
}

} // namespace odimo::mapping
