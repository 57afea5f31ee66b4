// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/dataset.h"
#include "core/data/specification.h"

#include <cstdint>
#include <span>
#include <vector>

namespace odimo::data {

/// One image, [H, W, C], 0..255.
struct Image {
    ImageShape shape;
    std::vector<std::uint8_t> pixels;
};

/// The image with another number of channels and another size. Grey is copied to all channels; of three channels (RGB)
/// the luma of ITU-R BT.601 makes grey. The size changes by a triangle filter as wide as the step between new pixels,
/// so that nothing aliases, in the fixed-point arithmetic of Pillow (Image.resize, BILINEAR); width and height are
/// stretched on their own. Throws Error for other changes of channels.
Image resized(const Image &image, const ImageShape &shape);

/// All images. Throws Error if they are features.
Images resized(const Images &images, const ImageShape &shape);

} // namespace odimo::data
