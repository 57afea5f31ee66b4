// SPDX-License-Identifier: Apache-2.0
#include "core/data/images/image_file.h"

#include "core/base/error.h"
#include "core/data/images/image_decoders.h"

#include <algorithm>
#include <array>
#include <string>

namespace odimo::data {

namespace {

constexpr std::uint64_t mostSide = 16'384;
constexpr std::uint64_t mostPixels = 100'000'000;

struct OtherFormat {
    std::string_view begin;
    std::string_view name;
};
constexpr std::array<OtherFormat, 6> otherFormats = {{
    {"GIF8", "a GIF image"},
    {"BM", "a BMP image"},
    {"RIFF", "a WebP image"},
    {"II*", "a TIFF image"},
    {"MM", "a TIFF image"},
    {"%PDF", "a PDF document"},
}};

bool isText(std::string_view bytes)
{
    return std::ranges::all_of(bytes, [](char byte) {
        const auto code = static_cast<unsigned char>(byte);
        return code >= ' ' || byte == '\n' || byte == '\r' || byte == '\t';
    });
}

[[noreturn]] void refuse(std::span<const std::uint8_t> bytes)
{
    constexpr std::size_t enoughToJudge = 512;
    const std::string_view begin(reinterpret_cast<const char *>(bytes.data()), std::min(bytes.size(), enoughToJudge));
    if (begin.empty())
        throw Error("is empty");
    for (const auto &[first, name] : otherFormats)
        if (begin.starts_with(first))
            throw Error("is " + std::string(name) + "; JPEG and PNG can be read");
    throw Error(isText(begin) ? "is a text file, no image" : "is neither a JPEG nor a PNG image");
}

} // namespace

bool isImageName(std::string_view name)
{
    constexpr std::array<std::string_view, 9> endings = {".jpg", ".jpeg", ".jpe", ".png", ".bmp",
                                                         ".gif", ".webp", ".tif", ".tiff"};
    std::string lower(name.substr(name.rfind('/') + 1));
    std::ranges::transform(lower, lower.begin(), [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? char(letter - 'A' + 'a') : letter;
    });
    return std::ranges::any_of(endings, [&](std::string_view ending) { return lower.ends_with(ending); });
}

void checkImageSize(std::uint64_t width, std::uint64_t height)
{
    if (width == 0 || height == 0 || width > mostSide || height > mostSide || width * height > mostPixels)
        throw Error("says it is " + std::to_string(width) + " x " + std::to_string(height) +
                    " pixels; from 1 to 16384 a side and 100 million in all can be read");
}

Image decodeImage(std::span<const std::uint8_t> bytes)
{
    if (isJpeg(bytes))
        return decodeJpeg(bytes);
    if (isPng(bytes))
        return decodePng(bytes);
    refuse(bytes);
}

ImageShape imageShape(std::span<const std::uint8_t> bytes)
{
    if (isJpeg(bytes))
        return jpegShape(bytes);
    if (isPng(bytes))
        return pngShape(bytes);
    refuse(bytes);
}

} // namespace odimo::data
