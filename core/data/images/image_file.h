// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/images/resize.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace odimo::data {

/// True for a name that ends as image files do, also those of formats that cannot be read.
bool isImageName(std::string_view name);

/// Decodes a JPEG or PNG file, recognised by its first bytes: one channel if it is grey, else three (RGB). Transparency
/// is dropped, as if all were opaque, and 16 bits become 8. A JPEG is decoded as libjpeg does by default (accurate
/// integer DCT, smooth upsampling of colour).
/// Throws Error whose message goes on after the name of the file: "is a text file, no image". That is also the answer
/// to an image of more than 16384 pixels a side or 100 million in all, and to one whose file is too short to hold it,
/// before memory is taken for either, and to a JPEG whose data are corrupt.
Image decodeImage(std::span<const std::uint8_t> bytes);

/// The shape decodeImage would give, from the first bytes alone.
ImageShape imageShape(std::span<const std::uint8_t> bytes);

} // namespace odimo::data
