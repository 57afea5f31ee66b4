// SPDX-License-Identifier: Apache-2.0
#include "core/base/random.h"
#include "core/data/sampling.h"

#include <algorithm>
#include <cassert>
#include <cstring>

namespace odimo::data {

namespace {

/// Turns what is stored into what a network reads.
class Values {
public:
    explicit Values(const Images &images)
        : m_kind(images.kind), m_channels(static_cast<std::size_t>(images.channels)), m_table(normalisedPixels(images))
    {
    }

    std::size_t bytes() const { return m_kind == ValueKind::Features ? sizeof(float) : 1; }

    /// Of whole pixels.
    void read(std::span<const std::uint8_t> stored, float *to) const
    {
        if (m_kind == ValueKind::Features)
            std::memcpy(to, stored.data(), stored.size());
        else if (m_table.empty())
            for (const std::uint8_t pixel : stored)
                *to++ = static_cast<float>(pixel) * pixelScale;
        else
            for (std::size_t at = 0; at < stored.size(); ++at)
                *to++ = m_table[at % m_channels][stored[at]];
    }

    /// Beside the image, `count` values of whole pixels.
    void fillOutside(float *to, std::size_t count) const
    {
        for (std::size_t at = 0; at < count; ++at)
            to[at] = m_table.empty() ? 0.0F : m_table[at % m_channels][0];
    }

private:
    ValueKind m_kind;
    std::size_t m_channels;
    std::vector<std::array<float, 256>> m_table;
};

/// Mirrors one row of pixels, [W, C]; the channels of a pixel keep their order.
void mirrorRow(float *row, int width, int channels)
{
    for (int left = 0, right = width - 1; left < right; ++left, --right)
        std::swap_ranges(row + left * channels, row + (left + 1) * channels, row + right * channels);
}

void fillChanged(const Images &images, std::span<const std::uint8_t> image, const Values &values,
                 const ImageChange &change, float *to)
{
    const int begin = std::clamp(-change.alongX, 0, images.width);
    const int end = std::clamp(images.width - change.alongX, begin, images.width);
    const auto channels = static_cast<std::size_t>(images.channels);
    const std::size_t rowValues = static_cast<std::size_t>(images.width) * channels;
    const std::size_t before = static_cast<std::size_t>(begin) * channels;
    const std::size_t inside = static_cast<std::size_t>(end - begin) * channels;
    for (int y = 0; y < images.height; ++y, to += rowValues) {
        const int from = y + change.alongY;
        if (from < 0 || from >= images.height || begin == end) {
            values.fillOutside(to, rowValues);
            continue;
        }
        const std::size_t first = from * rowValues + static_cast<std::size_t>(begin + change.alongX) * channels;
        values.fillOutside(to, before);
        values.read(image.subspan(first * values.bytes(), inside * values.bytes()), to + before);
        values.fillOutside(to + before + inside, rowValues - before - inside);
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

std::vector<std::array<float, 256>> normalisedPixels(const Images &images)
{
    std::vector<std::array<float, 256>> table;
    for (const auto &[mean, deviation] : images.normalisation) {
        std::array<float, 256> &values = table.emplace_back();
        for (std::size_t pixel = 0; pixel < values.size(); ++pixel)
            values[pixel] = static_cast<float>((static_cast<double>(pixel) / 255 - mean) / deviation);
    }
    return table;
}

void fillBatch(const Images &images, std::span<const int> indices, const Augmentation &augmentation, std::uint64_t seed,
               std::span<float> batch)
{
    assert(batch.size() == indices.size() * images.imageValues());
    const Values values(images);
    float *to = batch.data();
    for (const int index : indices) {
        const std::span<const std::uint8_t> image = images.image(index);
        if (augmentation == Augmentation{})
            values.read(image, to);
        else
            fillChanged(images, image, values, changeOf(augmentation, seed, index), to);
        to += images.imageValues();
    }
}

std::vector<float> planesOf(const Images &images, int index)
{
    std::vector<float> pixels(images.imageValues()); // [H, W, C]
    fillBatch(images, std::span(&index, 1), {}, 0, pixels);
    std::vector<float> planes;
    planes.reserve(pixels.size());
    const auto channels = static_cast<std::size_t>(images.channels);
    for (std::size_t channel = 0; channel < channels; ++channel)
        for (std::size_t at = channel; at < pixels.size(); at += channels)
            planes.push_back(pixels[at]);
    return planes;
}

} // namespace odimo::data
