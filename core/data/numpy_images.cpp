// SPDX-License-Identifier: Apache-2.0
#include "core/data/numpy_images.h"

#include "core/base/error.h"
#include "core/base/number_text.h"
#include "core/data/specification.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace odimo::data {

namespace {

struct Layout {
    ImageShape shape;
    bool planes = false; ///< Channels come before rows and columns.
};

Layout layoutOf(const NpyArray &array, const std::string &place)
{
    constexpr std::int64_t mostSide = 65'536;
    const auto &extents = array.shape;
    const auto isChannels = [](std::int64_t extent) {
        return extent == 1 || extent == 3;
    };
    const std::string found = place + " has the shape " + shapeText(extents);
    if (extents.size() != 3 && extents.size() != 4)
        throw Error(found + "; images need [N, H, W], [N, H, W, C] or [N, C, H, W]");
    if (std::ranges::min(extents) < 1 || *std::ranges::max_element(extents.begin() + 1, extents.end()) > mostSide ||
        extents[0] > std::numeric_limits<int>::max())
        throw Error(found + "; it should hold at least one image, with sides of at most " + std::to_string(mostSide));
    const auto extent = [&](std::size_t dimension) {
        return static_cast<int>(extents[dimension]);
    };
    if (extents.size() == 3)
        return {.shape = {1, extent(1), extent(2)}, .planes = false};
    if (isChannels(extents[1]) == isChannels(extents[3]))
        throw Error(found + (isChannels(extents[1]) ? ", which is ambiguous" : ", which has no channels") +
                    "; of the second and the last size exactly one should be 1 or 3, the number of channels");
    if (isChannels(extents[1]))
        return {.shape = {extent(1), extent(2), extent(3)}, .planes = true};
    return {.shape = {extent(3), extent(1), extent(2)}, .planes = false};
}

struct Range {
    float least = 0;
    float most = 0;
};

Range rangeOf(const std::vector<float> &values, const std::string &place)
{
    Range range;
    for (const float value : values) {
        if (!std::isfinite(value))
            throw Error(place + " holds a number that is infinite or none (NaN); images need 0 to 1 or 0 to 255");
        range = {std::min(range.least, value), std::max(range.most, value)};
    }
    return range;
}

/// [N, C, H, W] becomes [N, H, W, C].
std::vector<std::uint8_t> interleaved(const std::vector<std::uint8_t> &planes, const ImageShape &shape)
{
    const std::size_t planeBytes = static_cast<std::size_t>(shape.height) * shape.width;
    const std::size_t channels = static_cast<std::size_t>(shape.channels);
    std::vector<std::uint8_t> pixels(planes.size());
    std::uint8_t *to = pixels.data();
    for (std::size_t image = 0; image < planes.size(); image += planeBytes * channels)
        for (std::size_t at = 0; at < planeBytes; ++at)
            for (std::size_t channel = 0; channel < channels; ++channel)
                *to++ = planes[image + channel * planeBytes + at];
    return pixels;
}

} // namespace

std::vector<Images> imagesOf(std::span<const NamedArray> arrays)
{
    std::vector<Layout> layouts;
    std::vector<std::vector<float>> numbers;
    float most = 0;
    for (const auto &[array, place] : arrays) {
        layouts.push_back(layoutOf(array, place));
        numbers.push_back(toFloats(array));
        const Range range = rangeOf(numbers.back(), place);
        if (range.least < 0 || range.most > 255)
            throw Error(place + " holds numbers from " + numberText(range.least) + " to " + numberText(range.most) +
                        "; images need 0 to 1 or 0 to 255, so save them before they are normalised");
        most = std::max(most, range.most);
    }
    const float scale = most <= 1 ? 255 : 1;
    std::vector<Images> all;
    for (std::size_t index = 0; index < arrays.size(); ++index) {
        std::vector<std::uint8_t> pixels(numbers[index].size());
        std::ranges::transform(numbers[index], pixels.begin(),
                               [scale](float value) { return static_cast<std::uint8_t>(std::lround(value * scale)); });
        const auto &[shape, planes] = layouts[index];
        if (planes)
            pixels = interleaved(pixels, shape);
        all.push_back({.channels = shape.channels,
                       .height = shape.height,
                       .width = shape.width,
                       .pixels = std::move(pixels),
                       .labels = {}});
    }
    return all;
}

} // namespace odimo::data
