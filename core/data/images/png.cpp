// SPDX-License-Identifier: Apache-2.0
#include "core/base/error.h"
#include "core/data/images/image_decoders.h"

#include <algorithm>
#include <array>
#include <string>

#include <png.h>

namespace odimo::data {

namespace {

/// Deflate never packs more than this many bytes into one (zlib technical details: 1032 to 1).
constexpr std::uint64_t mostCompression = 1032;

/// The header chunk, which stands behind the eight bytes of the signature (PNG specification, 11.2.1).
struct Header {
    std::uint64_t width;
    std::uint64_t height;
    int bitDepth;
    int colourType;
};
Header readHeader(std::span<const std::uint8_t> bytes)
{
    constexpr std::size_t widthAt = 16;
    constexpr std::size_t end = 26;
    if (bytes.size() < end)
        throw Error("is truncated");
    const auto number = [&](std::size_t at) {
        return std::uint64_t{bytes[at]} << 24 | bytes[at + 1] << 16 | bytes[at + 2] << 8 | bytes[at + 3];
    };
    return {.width = number(widthAt),
            .height = number(widthAt + 4),
            .bitDepth = bytes[widthAt + 8],
            .colourType = bytes[widthAt + 9]};
}

void checkPlausible(const Header &header, std::size_t fileBytes)
{
    checkImageSize(header.width, header.height);
    constexpr std::array<int, 7> channelsOfType = {1, 0, 3, 1, 2, 0, 4};
    const int channels =
        header.colourType < static_cast<int>(channelsOfType.size()) ? channelsOfType[header.colourType] : 0;
    const std::uint64_t rowBytes = header.width * header.bitDepth * channels / 8;
    if (rowBytes * header.height / mostCompression > fileBytes)
        throw Error("is truncated: it says it is " + std::to_string(header.width) + " x " +
                    std::to_string(header.height) + " pixels, which " + std::to_string(fileBytes) +
                    " bytes cannot hold");
}

struct PngImage : png_image {
    PngImage() : png_image{} { version = PNG_IMAGE_VERSION; }
    ~PngImage() { png_image_free(this); }
    PngImage(const PngImage &) = delete;
    PngImage &operator=(const PngImage &) = delete;
};

void begin(PngImage &image, std::span<const std::uint8_t> bytes)
{
    checkPlausible(readHeader(bytes), bytes.size());
    if (!png_image_begin_read_from_memory(&image, bytes.data(), bytes.size()))
        throw Error(std::string("is a damaged PNG image (") + image.message + ")");
    image.flags |= PNG_IMAGE_FLAG_16BIT_sRGB; // 16-bit files without a gamma are as bright as 8-bit ones.
}

ImageShape shapeOf(const PngImage &image)
{
    return {(image.format & PNG_FORMAT_FLAG_COLOR) != 0 ? 3 : 1, static_cast<int>(image.height),
            static_cast<int>(image.width)};
}

} // namespace

bool isPng(std::span<const std::uint8_t> bytes)
{
    constexpr std::array<std::uint8_t, 8> signature = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    return bytes.size() >= signature.size() && std::ranges::equal(bytes.first(signature.size()), signature);
}

ImageShape pngShape(std::span<const std::uint8_t> bytes)
{
    PngImage image;
    begin(image, bytes);
    return shapeOf(image);
}

Image decodePng(std::span<const std::uint8_t> bytes)
{
    PngImage image;
    begin(image, bytes);
    const bool transparent = (image.format & PNG_FORMAT_FLAG_ALPHA) != 0;
    Image result{.shape = shapeOf(image), .pixels = {}};
    const std::uint32_t colour = result.shape.channels == 3 ? PNG_FORMAT_RGB : PNG_FORMAT_GRAY;
    image.format = colour | (transparent ? PNG_FORMAT_FLAG_ALPHA : 0U);
    result.pixels.resize(PNG_IMAGE_SIZE(image));
    if (!png_image_finish_read(&image, nullptr, result.pixels.data(), 0, nullptr))
        throw Error(std::string("is a damaged PNG image (") + image.message + ")");
    if (transparent) {
        const std::size_t channels = result.shape.channels;
        std::size_t to = 0;
        for (std::size_t from = 0; from < result.pixels.size(); from += channels + 1)
            for (std::size_t channel = 0; channel < channels; ++channel)
                result.pixels[to++] = result.pixels[from + channel];
        result.pixels.resize(to);
    }
    return result;
}

} // namespace odimo::data
