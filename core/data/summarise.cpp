// SPDX-License-Identifier: Apache-2.0
#include "core/data/dataset.h"

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
                           .standardDeviation = {}};

    const std::size_t channels = train.channels;
    const double pixelsPerChannel = static_cast<double>(train.pixels.size()) / static_cast<double>(channels);
    for (std::size_t channel = 0; channel < channels; ++channel) {
        std::uint64_t sum = 0;
        std::uint64_t sumOfSquares = 0;
        for (std::size_t at = channel; at < train.pixels.size(); at += channels) {
            const std::uint32_t pixel = train.pixels[at];
            sum += pixel;
            sumOfSquares += pixel * pixel;
        }
        const double mean = static_cast<double>(sum) / pixelsPerChannel;
        const double variance = static_cast<double>(sumOfSquares) / pixelsPerChannel - mean * mean;
        summary.mean.push_back(mean / 255);
        summary.standardDeviation.push_back(std::sqrt(variance) / 255);
    }
    return summary;
}

} // namespace odimo::data
