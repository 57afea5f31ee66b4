// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/images/resize.h"
#include "tests/core/data/sample_bytes.h"

#include <cstdio>
#include <cstdlib>

#include <jpeglib.h>
#include <png.h>

namespace odimo::data::samples {

inline Image filled(const ImageShape &shape, std::uint8_t value)
{
    return {shape, Bytes(std::size_t{1} * shape.channels * shape.height * shape.width, value)};
}

/// Every pixel another.
inline Image uneven(const ImageShape &shape)
{
    Image image = filled(shape, 0);
    for (std::size_t at = 0; at < image.pixels.size(); ++at)
        image.pixels[at] = static_cast<std::uint8_t>(at * 37 % 251);
    return image;
}

/// `format` is one of libpng's simplified formats, PNG_FORMAT_RGBA for example.
inline Bytes pngOf(int width, int height, std::uint32_t format, const void *pixels)
{
    png_image png = {};
    png.version = PNG_IMAGE_VERSION;
    png.width = static_cast<std::uint32_t>(width);
    png.height = static_cast<std::uint32_t>(height);
    png.format = format;
    png_alloc_size_t size = 0;
    png_image_write_to_memory(&png, nullptr, &size, 0, pixels, 0, nullptr);
    Bytes bytes(size);
    png_image_write_to_memory(&png, bytes.data(), &size, 0, pixels, 0, nullptr);
    bytes.resize(size);
    return bytes;
}

inline Bytes png(const Image &image)
{
    return pngOf(image.shape.width, image.shape.height, image.shape.channels == 3 ? PNG_FORMAT_RGB : PNG_FORMAT_GRAY,
                 image.pixels.data());
}

enum class JpegKind { Baseline, Progressive };

/// One channel is grey, three are RGB, four CMYK.
inline Bytes jpeg(const Image &image, JpegKind kind = JpegKind::Baseline)
{
    jpeg_compress_struct info = {};
    jpeg_error_mgr errors = {};
    info.err = jpeg_std_error(&errors);
    jpeg_create_compress(&info);
    unsigned char *begin = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&info, &begin, &size);
    info.image_width = static_cast<JDIMENSION>(image.shape.width);
    info.image_height = static_cast<JDIMENSION>(image.shape.height);
    info.input_components = image.shape.channels;
    info.in_color_space = image.shape.channels == 1 ? JCS_GRAYSCALE : image.shape.channels == 3 ? JCS_RGB : JCS_CMYK;
    jpeg_set_defaults(&info);
    jpeg_set_quality(&info, 90, TRUE);
    if (kind == JpegKind::Progressive)
        jpeg_simple_progression(&info);
    jpeg_start_compress(&info, TRUE);
    while (info.next_scanline < info.image_height) {
        const std::size_t rowBytes = std::size_t{info.image_width} * image.shape.channels;
        auto *row = const_cast<JSAMPLE *>(image.pixels.data() + info.next_scanline * rowBytes);
        jpeg_write_scanlines(&info, &row, 1);
    }
    jpeg_finish_compress(&info);
    jpeg_destroy_compress(&info);
    Bytes bytes(begin, begin + size);
    std::free(begin);
    return bytes;
}

} // namespace odimo::data::samples
