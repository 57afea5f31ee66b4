// SPDX-License-Identifier: Apache-2.0
#include "core/base/random.h"
#include "core/data/sampling.h"

#include <algorithm>
#include <cassert>

namespace odimo::data {

namespace {

void scalePixels(std::span<const std::uint8_t> pixels, float *to)
{
    for (const std::uint8_t pixel : pixels)
        *to++ = static_cast<float>(pixel) * pixelScale;
}

/// Turns the order of the pixels of one row, [W, C]; the channels of a pixel stay in order.
void mirrorRow(float *row, int width, int channels)
{
    for (int left = 0, right = width - 1; left < right; ++left, --right)
        std::swap_ranges(row + left * channels, row + (left + 1) * channels, row + right * channels);
}

void fillChanged(const Images &images, std::span<const std::uint8_t> image, const ImageChange &change, float *to)
{
    const int begin = std::clamp(-change.alongX, 0, images.width);
    const int end = std::clamp(images.width - change.alongX, begin, images.width);
    const std::size_t rowValues = static_cast<std::size_t>(images.width) * images.channels;
    for (int y = 0; y < images.height; ++y, to += rowValues) {
        const int from = y + change.alongY;
        if (from < 0 || from >= images.height || begin == end) {
            std::fill_n(to, rowValues, 0.0F);
            continue;
        }
        const std::size_t first = from * rowValues + static_cast<std::size_t>(begin + change.alongX) * images.channels;
        std::fill_n(to, begin * images.channels, 0.0F);
        scalePixels(image.subspan(first, static_cast<std::size_t>(end - begin) * images.channels),
                    to + begin * images.channels);
        std::fill_n(to + end * images.channels, (images.width - end) * images.channels, 0.0F);
        if (change.direction == Direction::Mirrored)
            mirrorRow(to, images.width, images.channels);
    }
}

} // namespace

ImageChange changeOf(const Augmentation &augmentation, std::uint64_t seed, int index)
{
    if (augmentation == Augmentation{})
        return {};
    Random random(deriveSeed(seed, static_cast<std::uint64_t>(index)));
    const int choices = 2 * augmentation.shift + 1;
    const int alongX = random.below(choices) - augmentation.shift;
    const int alongY = random.below(choices) - augmentation.shift;
    const bool mirrored = augmentation.flip && random.below(2) == 1;
    return {alongX, alongY, mirrored ? Direction::Mirrored : Direction::Forward};
}

void fillBatch(const Images &images, std::span<const int> indices, const Augmentation &augmentation, std::uint64_t seed,
               std::span<float> batch)
{
    assert(batch.size() == indices.size() * images.imageBytes());
    float *to = batch.data();
    for (const int index : indices) {
        const std::span<const std::uint8_t> image = images.image(index);
        if (augmentation == Augmentation{})
            scalePixels(image, to);
        else
            fillChanged(images, image, changeOf(augmentation, seed, index), to);
        to += image.size();
    }
}

} // namespace odimo::data
