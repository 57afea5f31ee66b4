// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/cost/weight_size.h"

#include <cmath>

namespace odimo::mapping {

double weightBytes(const CostTable &table, const Mapping &mapping)
{
    const std::vector<platform::ComputeUnit> &units = table.platform.units;
    double bytes = 0;
    for (std::size_t layer = 0; layer < mapping.layers.size(); ++layer) {
        const std::vector<int> channels = channelsPerUnit(mapping.layers[layer], static_cast<int>(units.size()));
        for (const platform::Branch &branch : table.layers.at(layer).branches) {
            const double weights = channels[static_cast<std::size_t>(branch.unit)] * double(branch.weightsPerChannel());
            bytes += std::ceil(weights * branch.format.weightBits / 8);
        }
    }
    return bytes;
}

} // namespace odimo::mapping
