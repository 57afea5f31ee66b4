// SPDX-License-Identifier: Apache-2.0
#include "core/data/images/image_set.h"

#include <algorithm>
#include <cstring>

namespace odimo::data {

namespace {

/// No data comes near; a label of two thousand million must not make as many classes.
constexpr std::int32_t mostClasses = 65'536;

} // namespace

ImageShape shapeOf(const Images &images) { return {images.channels, images.height, images.width}; }

Images emptyLike(const Images &images)
{
    Images empty = images;
    empty.pixels = {};
    empty.labels.clear();
    return empty;
}

std::vector<float> featuresOf(const Images &images)
{
    std::vector<float> features(images.pixels.size() / sizeof(float));
    std::memcpy(features.data(), images.pixels.data(), features.size() * sizeof(float));
    return features;
}

Pixels toPixels(std::span<const float> features)
{
    const auto *bytes = reinterpret_cast<const std::uint8_t *>(features.data());
    return std::vector<std::uint8_t>(bytes, bytes + features.size_bytes());
}

Images pick(const Images &images, std::span<const int> indices)
{
    Images picked = emptyLike(images);
    std::vector<std::uint8_t> pixels;
    pixels.reserve(indices.size() * images.imageBytes());
    for (const int index : indices) {
        const std::span<const std::uint8_t> image = images.image(index);
        pixels.insert(pixels.end(), image.begin(), image.end());
        picked.labels.push_back(images.labels[static_cast<std::size_t>(index)]);
    }
    picked.pixels = std::move(pixels);
    return picked;
}

void setLabels(Images &images, std::vector<std::int32_t> labels, const std::string &imagePlace,
               const std::string &labelPlace, std::vector<Problem> &problems)
{
    const std::size_t count = images.pixels.size() / images.imageBytes();
    if (labels.size() != count)
        problems.push_back({labelPlace, "holds " + std::to_string(labels.size()) + " labels for the " +
                                            std::to_string(count) + " images of " + imagePlace +
                                            ", so the two may not belong together"});
    labels.resize(std::min(labels.size(), count));
    images.pixels = images.pixels.part(0, labels.size() * images.imageBytes());
    images.labels = std::move(labels);
}

void nameClassesByNumber(RawDataset &data)
{
    std::int32_t least = mostClasses;
    std::int32_t most = -1;
    for (const std::int32_t label : data.train.labels)
        if (label >= 0 && label < mostClasses) {
            least = std::min(least, label);
            most = std::max(most, label);
        }
    const std::int32_t first = least == 1 ? 1 : 0;
    for (std::int32_t label = first; label <= most; ++label)
        data.classes.push_back(std::to_string(label));
    for (std::int32_t &label : data.train.labels)
        label -= label >= first ? first : 0;
    if (data.test)
        for (std::int32_t &label : data.test->labels)
            label = label >= first ? label - first : -1;
}

Augmentation augmentationFor(const Images &images)
{
    if (images.channels < 3 || images.kind == ValueKind::Features)
        return {};
    return {.shift = std::min(images.height, images.width) / 8, .flip = true};
}

} // namespace odimo::data
