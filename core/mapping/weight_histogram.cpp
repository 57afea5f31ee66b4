// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/weight_histogram.h"

#include "core/base/error.h"
#include "core/mapping/branch_tensors.h"

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

/// By unit those of its channels.
std::vector<std::vector<float>> weightsOfUnits(const TrainedNetwork &trained, const LayerMapping &mapping,
                                               const platform::Platform &platform)
{
    const std::size_t channels = mapping.unitOfChannel.size();
    const auto whole = trained.model.parameters.find(mapping.layer + ".weight");
    if (whole == trained.model.parameters.end() || channels == 0 || whole->second.values.size() % channels != 0)
        throw Error("the network has no weights of a layer " + mapping.layer + " with " + std::to_string(channels) +
                    " channels");
    std::vector<std::vector<float>> weights(platform.units.size());
    for (std::size_t channel = 0; channel < channels; ++channel) {
        const auto unit = static_cast<std::size_t>(mapping.unitOfChannel[channel]);
        const std::vector<float> &all = weightsOn(trained, mapping.layer, platform.units.at(unit)).values;
        const std::size_t perChannel = all.size() / channels;
        const auto first = all.begin() + static_cast<std::ptrdiff_t>(channel * perChannel);
        weights[unit].insert(weights[unit].end(), first, first + static_cast<std::ptrdiff_t>(perChannel));
    }
    return weights;
}

} // namespace

WeightHistogram weightHistogram(const TrainedNetwork &trained, const LayerMapping &mapping,
                                const platform::Platform &platform, int intervals)
{
    const std::vector<std::vector<float>> weights = weightsOfUnits(trained, mapping, platform);
    WeightHistogram histogram{.layer = mapping.layer, .counts = {}, .grids = {}};
    if (trained.quantisation)
        for (const WeightScales &scales : trained.quantisation->weights)
            if (scales.layer == mapping.layer)
                histogram.grids.push_back(gridOf(scales, platform.units[static_cast<std::size_t>(scales.unit)].format));
    for (const std::vector<float> &ofUnit : weights)
        for (const float weight : ofUnit)
            histogram.most = std::max(histogram.most, double(std::abs(weight)));
    if (histogram.most == 0)
        histogram.most = 1;
    histogram.least = -histogram.most;
    const auto bins = static_cast<std::size_t>(intervals);
    histogram.counts.assign(platform.units.size(), std::vector<int>(bins, 0));
    const double width = 2 * histogram.most / intervals;
    for (std::size_t unit = 0; unit < weights.size(); ++unit)
        for (const float weight : weights[unit]) {
            const auto bin = static_cast<std::size_t>((weight - histogram.least) / width);
            ++histogram.counts[unit][std::min(bin, bins - 1)];
        }
    return histogram;
}

} // namespace odimo::mapping
