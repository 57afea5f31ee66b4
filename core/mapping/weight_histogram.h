// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/mapping/trained_network.h"

#include <string>
#include <vector>

namespace odimo::mapping {

/// The values that the weights of a layer may have on a unit: `levels` of them, evenly spaced around 0.
struct WeightGrid {
    int unit = 0;
    int levels = 0;   ///< 255 for 8 bits, 3 for ternary weights.
    double scale = 0; ///< The largest value; of a scale per channel the median.
    double least = 0; ///< The smallest scale of a channel; `scale`, if there is one for all.
    double most = 0;  ///< And the largest.
    double step() const { return 2 * scale / (levels - 1); }
};

/// How often weights of a layer have which value, and what the units make of them.
struct WeightHistogram {
    std::string layer;
    double least = 0; ///< Of the first interval, symmetric to `most`.
    double most = 0;
    std::vector<std::vector<int>> counts; ///< [unit][interval], by the unit on which the channel stands.
    std::vector<WeightGrid> grids;        ///< Of each unit that has scales for the layer.
};

/// The weights of a trained network in `intervals` of equal width; by unit as the mapping of the layer has them. Throws
/// Error if the network has no such layer or not its channels.
WeightHistogram weightHistogram(const TrainedNetwork &trained, const LayerMapping &mapping,
                                const platform::Platform &platform, int intervals);

} // namespace odimo::mapping
