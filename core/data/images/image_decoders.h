// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/images/resize.h"

#include <cstdint>
#include <span>

namespace odimo::data {

/// The decoders that decodeImage (core/data/images/image_file.h) calls, with the same contract.
bool isJpeg(std::span<const std::uint8_t> bytes);
ImageShape jpegShape(std::span<const std::uint8_t> bytes);
Image decodeJpeg(std::span<const std::uint8_t> bytes);

bool isPng(std::span<const std::uint8_t> bytes);
ImageShape pngShape(std::span<const std::uint8_t> bytes);
Image decodePng(std::span<const std::uint8_t> bytes);

/// Throws Error if the sides are beyond the limits.
void checkImageSize(std::uint64_t width, std::uint64_t height);

} // namespace odimo::data
