// SPDX-License-Identifier: Apache-2.0
#include "core/data/dataset.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace odimo::data {

namespace {

std::vector<int> imagesPerClass(const Images &images, std::size_t classes)
{
    std::vector<int> counts(classes);
    for (const std::int32_t label : images.labels)
        ++counts[label];
    return counts;
}

struct Moments {
    std::uint64_t sum = 0;
    std::uint64_t sumOfSquares = 0;
};

/// Per channel. How often each value occurs is counted first, which is several times faster than multiplying.
std::vector<Moments> momentsOf(const Images &images)
{
    const auto channels = static_cast<std::size_t>(images.channels);
    std::vector<std::array<std::uint64_t, 256>> histograms(channels);
    for (const std::uint8_t *pixel = images.pixels.data(); pixel != images.pixels.data() + images.pixels.size();
         pixel += channels)
        for (std::size_t channel = 0; channel < channels; ++channel)
            ++histograms[channel][pixel[channel]];

    std::vector<Moments> moments(channels);
    for (std::size_t channel = 0; channel < channels; ++channel)
        for (std::uint64_t value = 0; value < 256; ++value) {
            moments[channel].sum += histograms[channel][value] * value;
            moments[channel].sumOfSquares += histograms[channel][value] * value * value;
        }
    return moments;
}

} // namespace

DatasetSummary summarise(const Dataset &dataset)
{
    const Images &train = dataset.train;
    DatasetSummary summary{.name = dataset.name,
                           .classes = dataset.classes,
                           .channels = train.channels,
                           .height = train.height,
                           .width = train.width,
                           .trainImages = train.count(),
                           .testImages = dataset.test.count(),
                           .trainPerClass = imagesPerClass(train, dataset.classes.size()),
                           .testPerClass = imagesPerClass(dataset.test, dataset.classes.size()),
                           .mean = {},
                           .standardDeviation = {},
                           .problems = dataset.problems};

    for (const Moments &moments : momentsOf(train)) {
        const auto pixels = static_cast<double>(train.pixels.size() / static_cast<std::size_t>(train.channels));
        const double mean = static_cast<double>(moments.sum) / pixels;
        // Rounding may leave less than nothing where all pixels are alike.
        const double variance = std::max(0.0, static_cast<double>(moments.sumOfSquares) / pixels - mean * mean);
        summary.mean.push_back(mean / 255);
        summary.standardDeviation.push_back(std::sqrt(variance) / 255);
    }
    return summary;
}

} // namespace odimo::data
