// SPDX-License-Identifier: Apache-2.0
#include "core/data/images/resize.h"

#include "core/base/error.h"

#include <algorithm>
#include <cmath>

namespace odimo::data {

namespace {

/// Weights are multiples of 2^-22: 8 bits of a pixel and 2 bits of room for the sum are left in 32.
constexpr int weightBits = 32 - 8 - 2;

/// What one new pixel along a line is made of.
struct Taps {
    int first = 0;
    std::vector<std::int32_t> weights;
};

/// As Pillow rounds, so not std::lround.
int rounded(double value) { return static_cast<int>(std::floor(value + 0.5)); }

std::vector<Taps> triangleFilter(int from, int to)
{
    const double step = static_cast<double>(from) / to;
    const double radius = std::max(step, 1.0);
    std::vector<Taps> filter;
    for (int at = 0; at < to; ++at) {
        const double centre = (at + 0.5) * step;
        const int first = std::max(rounded(centre - radius), 0);
        const int last = std::min(rounded(centre + radius), from);
        std::vector<double> weights;
        double sum = 0;
        for (int pixel = first; pixel < last; ++pixel) {
            weights.push_back(std::max(0.0, 1 - std::abs((pixel - centre + 0.5) / radius)));
            sum += weights.back();
        }
        Taps taps{.first = first, .weights = {}};
        for (const double weight : weights)
            taps.weights.push_back(rounded(weight / sum * (1 << weightBits)));
        filter.push_back(std::move(taps));
    }
    return filter;
}

/// A row or a column of one channel, whose pixels lie `stride` bytes apart.
struct Line {
    const std::uint8_t *from;
    std::uint8_t *to;
    std::size_t stride;
};
void filterLine(const std::vector<Taps> &filter, const Line &line)
{
    std::uint8_t *to = line.to;
    for (const Taps &taps : filter) {
        std::int32_t sum = 1 << (weightBits - 1);
        const std::uint8_t *from = line.from + taps.first * line.stride;
        for (const std::int32_t weight : taps.weights) {
            sum += weight * *from;
            from += line.stride;
        }
        *to = static_cast<std::uint8_t>(std::clamp(sum >> weightBits, 0, 255));
        to += line.stride;
    }
}

Image withWidth(const Image &image, int width)
{
    if (width == image.shape.width)
        return image;
    const auto filter = triangleFilter(image.shape.width, width);
    const std::size_t channels = image.shape.channels;
    Image result{.shape = {image.shape.channels, image.shape.height, width},
                 .pixels = std::vector<std::uint8_t>(channels * image.shape.height * width)};
    for (int y = 0; y < image.shape.height; ++y)
        for (std::size_t channel = 0; channel < channels; ++channel)
            filterLine(filter, {.from = image.pixels.data() + channels * image.shape.width * y + channel,
                                .to = result.pixels.data() + channels * width * y + channel,
                                .stride = channels});
    return result;
}

Image withHeight(const Image &image, int height)
{
    if (height == image.shape.height)
        return image;
    const auto filter = triangleFilter(image.shape.height, height);
    const std::size_t rowBytes = static_cast<std::size_t>(image.shape.channels) * image.shape.width;
    Image result{.shape = {image.shape.channels, height, image.shape.width},
                 .pixels = std::vector<std::uint8_t>(rowBytes * height)};
    for (std::size_t column = 0; column < rowBytes; ++column)
        filterLine(filter,
                   {.from = image.pixels.data() + column, .to = result.pixels.data() + column, .stride = rowBytes});
    return result;
}

Image toGrey(const Image &image)
{
    Image grey{.shape = {1, image.shape.height, image.shape.width}, .pixels = {}};
    grey.pixels.reserve(image.pixels.size() / 3);
    for (std::size_t at = 0; at < image.pixels.size(); at += 3) {
        // 0.299, 0.587 and 0.114 as multiples of 2^-16.
        const std::uint32_t luma =
            19'595U * image.pixels[at] + 38'470U * image.pixels[at + 1] + 7'471U * image.pixels[at + 2];
        grey.pixels.push_back(static_cast<std::uint8_t>((luma + 0x8000U) >> 16));
    }
    return grey;
}

Image copiedToChannels(const Image &image, int channels)
{
    Image result{.shape = {channels, image.shape.height, image.shape.width}, .pixels = {}};
    result.pixels.reserve(image.pixels.size() * channels);
    for (const std::uint8_t pixel : image.pixels)
        result.pixels.insert(result.pixels.end(), static_cast<std::size_t>(channels), pixel);
    return result;
}

} // namespace

Image resized(const Image &image, const ImageShape &shape)
{
    const bool makesGrey = image.shape.channels == 3 && shape.channels == 1;
    if (image.shape.channels != shape.channels && image.shape.channels != 1 && !makesGrey)
        throw Error("images of " + std::to_string(image.shape.channels) + " channels cannot become images of " +
                    std::to_string(shape.channels) + "; only grey can become colour, and colour (3) grey (1)");
    Image result = withHeight(withWidth(makesGrey ? toGrey(image) : image, shape.width), shape.height);
    return result.shape == shape ? result : copiedToChannels(result, shape.channels);
}

Images resized(const Images &images, const ImageShape &shape)
{
    if (images.kind == ValueKind::Features)
        throw Error("features of " + print(ImageShape{images.channels, images.height, images.width}) +
                    " cannot be resized to " + print(shape) +
                    ", for they are no image; make them of the size that the network reads");
    Images result{.channels = shape.channels,
                  .height = shape.height,
                  .width = shape.width,
                  .pixels = {},
                  .labels = images.labels};
    std::vector<std::uint8_t> pixels;
    pixels.reserve(result.imageBytes() * images.labels.size());
    for (int index = 0; index < images.count(); ++index) {
        const std::span<const std::uint8_t> from = images.image(index);
        const Image image =
            resized(Image{{images.channels, images.height, images.width}, {from.begin(), from.end()}}, shape);
        pixels.insert(pixels.end(), image.pixels.begin(), image.pixels.end());
    }
    result.pixels = std::move(pixels);
    return result;
}

} // namespace odimo::data
