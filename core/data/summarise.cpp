// SPDX-License-Identifier: Apache-2.0
#include "core/data/dataset.h"
#include "core/data/images/image_set.h"

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

/// Of the values of one channel.
struct Moments {
    double mean = 0;
    double deviation = 0;
    double least = 0;
    double most = 0;
};

/// How often each value occurs is counted first, which is several times faster than multiplying.
std::vector<Moments> momentsOfPixels(const Images &images)
{
    const auto channels = static_cast<std::size_t>(images.channels);
    std::vector<std::array<std::uint64_t, 256>> histograms(channels);
    for (const std::uint8_t *pixel = images.pixels.data(); pixel != images.pixels.data() + images.pixels.size();
         pixel += channels)
        for (std::size_t channel = 0; channel < channels; ++channel)
            ++histograms[channel][pixel[channel]];

    std::vector<Moments> all;
    const double pixels = static_cast<double>(images.pixels.size()) / images.channels;
    for (std::size_t channel = 0; channel < channels; ++channel) {
        std::uint64_t sum = 0;
        std::uint64_t sumOfSquares = 0;
        std::size_t least = 255;
        std::size_t most = 0;
        for (std::size_t value = 0; value < 256; ++value) {
            const std::uint64_t count = histograms[channel][value];
            sum += count * value;
            sumOfSquares += count * value * value;
            if (count > 0) {
                least = std::min(least, value);
                most = std::max(most, value);
            }
        }
        const double mean = static_cast<double>(sum) / pixels;
        // Rounding may leave less than nothing where all pixels are alike.
        const double variance = std::max(0.0, static_cast<double>(sumOfSquares) / pixels - mean * mean);
        const Normalisation by = images.normalisation.empty() ? Normalisation{} : images.normalisation[channel];
        const auto read = [&](double pixel) {
            return (pixel / 255 - by.mean) / by.deviation;
        };
        all.push_back({read(mean), std::sqrt(variance) / 255 / by.deviation, read(static_cast<double>(least)),
                       read(static_cast<double>(most))});
    }
    return all;
}

std::vector<Moments> momentsOfFeatures(const Images &images)
{
    const std::vector<float> features = featuresOf(images);
    const auto channels = static_cast<std::size_t>(images.channels);
    const double values = static_cast<double>(features.size()) / images.channels;
    std::vector<Moments> all;
    for (std::size_t channel = 0; channel < channels; ++channel) {
        Moments moments{.least = features[channel], .most = features[channel]};
        for (std::size_t at = channel; at < features.size(); at += channels) {
            moments.mean += features[at] / values;
            moments.least = std::min<double>(moments.least, features[at]);
            moments.most = std::max<double>(moments.most, features[at]);
        }
        double variance = 0;
        for (std::size_t at = channel; at < features.size(); at += channels)
            variance += (features[at] - moments.mean) * (features[at] - moments.mean) / values;
        moments.deviation = std::sqrt(variance);
        all.push_back(moments);
    }
    return all;
}

} // namespace

bool isSigned(const Images &images)
{
    if (images.kind == ValueKind::Pixels)
        return std::ranges::any_of(images.normalisation, [](const Normalisation &each) { return each.mean > 0; });
    return std::ranges::any_of(featuresOf(images), [](float value) { return value < 0; });
}

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
                           .kind = train.kind,
                           .isNormalised = !train.normalisation.empty(),
                           .isSigned = isSigned(train),
                           .problems = dataset.problems};

    const std::vector<Moments> channels =
        train.kind == ValueKind::Features ? momentsOfFeatures(train) : momentsOfPixels(train);
    summary.least = channels.front().least;
    summary.most = channels.front().most;
    for (const auto &[mean, deviation, least, most] : channels) {
        summary.mean.push_back(mean);
        summary.standardDeviation.push_back(deviation);
        summary.least = std::min(summary.least, least);
        summary.most = std::max(summary.most, most);
    }
    return summary;
}

} // namespace odimo::data
