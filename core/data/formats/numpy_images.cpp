// SPDX-License-Identifier: Apache-2.0
#include "core/data/formats/numpy_images.h"

#include "core/base/error.h"
#include "core/base/number_text.h"
#include "core/data/images/image_set.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace odimo::data {

namespace {

using Extents = std::vector<std::int64_t>;

struct Layout {
    ImageShape shape;
    bool planes = false; ///< Channels come before rows and columns.
};

/// An extent of 1 is no matter of order.
Extents withoutOnes(Extents extents)
{
    std::erase(extents, 1);
    return extents;
}

/// The layout in which images of the shape lie in memory, if the sizes of the array allow it.
std::optional<Layout> layoutAs(const ImageShape &shape, const Extents &ofImage)
{
    const Extents found = withoutOnes(ofImage);
    if (found == withoutOnes({shape.channels, shape.height, shape.width}))
        return Layout{.shape = shape, .planes = true};
    if (found == withoutOnes({shape.height, shape.width, shape.channels}))
        return Layout{.shape = shape, .planes = false};
    return std::nullopt;
}

Layout layoutOf(const NpyArray &array, const std::string &place, const std::optional<ImageShape> &wanted)
{
    constexpr std::int64_t mostSide = 65'536;
    const Extents &extents = array.shape;
    const std::string found = place + " has the shape " + shapeText(extents);
    if (extents.size() < 2 || extents.size() > 4)
        throw Error(found + "; images need [N, H, W], [N, H, W, C] or [N, C, H, W], and features may be [N, F]");
    if (std::ranges::min(extents) < 1 || *std::ranges::max_element(extents.begin() + 1, extents.end()) > mostSide ||
        extents[0] > std::numeric_limits<int>::max())
        throw Error(found + "; it should hold at least one image, with sides of at most " + std::to_string(mostSide));
    if (wanted)
        if (const std::optional<Layout> layout = layoutAs(*wanted, {extents.begin() + 1, extents.end()}))
            return *layout;
    const auto extent = [&](std::size_t dimension) {
        return static_cast<int>(extents[dimension]);
    };
    if (extents.size() == 2)
        return {.shape = {extent(1), 1, 1}, .planes = false};
    if (extents.size() == 3)
        return {.shape = {1, extent(1), extent(2)}, .planes = false};
    const auto isChannels = [](std::int64_t each) {
        return each == 1 || each == 3;
    };
    if (isChannels(extents[1]) == isChannels(extents[3]))
        throw Error(found + (isChannels(extents[1]) ? ", which is ambiguous" : ", which has no channels") +
                    "; of the second and the last size exactly one should be 1 or 3, the number of channels, or the "
                    "data option image says which it is: image=" +
                    print(ImageShape{extent(1), extent(2), extent(3)}) + " if channels come first, image=" +
                    print(ImageShape{extent(3), extent(1), extent(2)}) + " if they come last");
    if (isChannels(extents[1]))
        return {.shape = {extent(1), extent(2), extent(3)}, .planes = true};
    return {.shape = {extent(3), extent(1), extent(2)}, .planes = false};
}

/// The numbers of all arrays.
struct Range {
    float least = 0;
    float most = 0;
};

void extend(Range &range, const std::vector<float> &values, const std::string &place)
{
    for (const float value : values) {
        if (!std::isfinite(value))
            throw Error(place + " holds a number that is infinite or none (NaN); save it without");
        range = {std::min(range.least, value), std::max(range.most, value)};
    }
}

ValueKind kindOf(const Range &range, bool isWholeNumbers, const std::string &place, std::optional<ValueKind> asked)
{
    const bool fitPixels = range.least >= 0 && range.most <= 255;
    const std::string found =
        place + " holds numbers from " + numberText(range.least) + " to " + numberText(range.most);
    if (asked == ValueKind::Pixels && !fitPixels)
        throw Error(found + "; pixels are 0 to 1 or 0 to 255; leave out the data option values=pixels");
    if (asked)
        return *asked;
    if (isWholeNumbers && range.least >= 0 && !fitPixels)
        throw Error(found +
                    ", too large for pixels, which are 0 to 1 or 0 to 255; save 16-bit images as array / 65535, and "
                    "give numbers that are no images with the data option values=features");
    return fitPixels ? ValueKind::Pixels : ValueKind::Features;
}

/// [N, C, H, W] becomes [N, H, W, C].
template <typename Value>
std::vector<Value> interleaved(const std::vector<Value> &planes, const ImageShape &shape)
{
    const std::size_t plane = static_cast<std::size_t>(shape.height) * shape.width;
    const auto channels = static_cast<std::size_t>(shape.channels);
    std::vector<Value> values(planes.size());
    Value *to = values.data();
    for (std::size_t image = 0; image < planes.size(); image += plane * channels)
        for (std::size_t at = 0; at < plane; ++at)
            for (std::size_t channel = 0; channel < channels; ++channel)
                *to++ = planes[image + channel * plane + at];
    return values;
}

/// Bytes stay bytes: large data would take four times their memory as floats.
bool areBytes(const NpyArray &array, const ArrayReading &reading)
{
    return array.type == NumberType::UInt8 && reading.kind != ValueKind::Features;
}

template <typename Value>
std::vector<std::uint8_t> scaledPixels(std::span<const Value> values, Value scale)
{
    std::vector<std::uint8_t> pixels(values.size());
    std::ranges::transform(values, pixels.begin(),
                           [scale](Value value) { return static_cast<std::uint8_t>(std::lround(value * scale)); });
    return pixels;
}

} // namespace

std::vector<Images> imagesOf(std::span<const NamedArray> arrays, const ArrayReading &reading)
{
    std::vector<Layout> layouts;
    std::vector<std::vector<float>> numbers;
    Range range;
    for (const auto &[array, place] : arrays) {
        layouts.push_back(layoutOf(array, place, reading.shape));
        const bool bytes = areBytes(array, reading);
        numbers.push_back(bytes ? std::vector<float>() : toFloats(array));
        if (bytes)
            range.most = std::max<float>(range.most, std::ranges::max(array.values));
        extend(range, numbers.back(), place);
    }
    const NamedArray &first = arrays.front();
    const ValueKind kind = kindOf(range, isWhole(first.array.type), first.place, reading.kind);
    const int scale = range.most <= 1 ? 255 : 1;
    std::vector<Images> all;
    for (std::size_t index = 0; index < arrays.size(); ++index) {
        const auto &[shape, planes] = layouts[index];
        Images &images = all.emplace_back();
        images.channels = shape.channels;
        images.height = shape.height;
        images.width = shape.width;
        images.kind = kind;
        const bool reorders = planes && shape.channels > 1;
        if (kind == ValueKind::Features) {
            const std::vector<float> values =
                numbers[index].empty() ? toFloats(arrays[index].array) : std::move(numbers[index]);
            images.pixels = toPixels(reorders ? interleaved(values, shape) : values);
            continue;
        }
        std::vector<std::uint8_t> pixels =
            areBytes(arrays[index].array, reading)
                ? scaledPixels<std::uint8_t>(arrays[index].array.values, static_cast<std::uint8_t>(scale))
                : scaledPixels<float>(numbers[index], static_cast<float>(scale));
        images.pixels = reorders ? interleaved(pixels, shape) : std::move(pixels);
    }
    return all;
}

} // namespace odimo::data
