// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/weight_histogram.h"

#include "core/base/error.h"

#include <algorithm>
#include <cmath>

namespace odimo::mapping {

namespace {

WeightGrid gridOf(const WeightScales &scales, const platform::NumericFormat &format)
{
    std::vector<double> sorted = scales.scales;
    std::ranges::sort(sorted);
    return {.unit = scales.unit,
            .levels = (1 << format.weightBits) - 1,
            .scale = sorted[sorted.size() / 2],
            .least = sorted.front(),
            .most = sorted.back()};
}

} // namespace

WeightHistogram weightHistogram(const TrainedNetwork &trained, const LayerMapping &mapping,
                                const platform::Platform &platform, int intervals)
{
    const auto found = trained.model.parameters.find(mapping.layer + ".weight");
    const std::size_t channels = mapping.unitOfChannel.size();
    if (found == trained.model.parameters.end() || channels == 0 || found->second.values.size() % channels != 0)
        throw Error("the network has no weights of a layer " + mapping.layer + " with " + std::to_string(channels) +
                    " channels");
    const std::vector<float> &weights = found->second.values;
    WeightHistogram histogram{.layer = mapping.layer, .counts = {}, .grids = {}};
    if (trained.quantisation)
        for (const WeightScales &scales : trained.quantisation->weights)
            if (scales.layer == mapping.layer)
                histogram.grids.push_back(gridOf(scales, platform.units[static_cast<std::size_t>(scales.unit)].format));
    for (const float weight : weights)
        histogram.most = std::max(histogram.most, double(std::abs(weight)));
    if (histogram.most == 0)
        histogram.most = 1;
    histogram.least = -histogram.most;
    const auto bins = static_cast<std::size_t>(intervals);
    histogram.counts.assign(platform.units.size(), std::vector<int>(bins, 0));
    const std::size_t perChannel = weights.size() / channels;
    const double width = 2 * histogram.most / intervals;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const auto bin = static_cast<std::size_t>((weights[i] - histogram.least) / width);
        const auto unit = static_cast<std::size_t>(mapping.unitOfChannel[i / perChannel]);
        ++histogram.counts.at(unit)[std::min(bin, bins - 1)];
    }
    return histogram;
}

} // namespace odimo::mapping
