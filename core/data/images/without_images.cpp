// SPDX-License-Identifier: Apache-2.0
// In place of jpeg.cpp and png.cpp where their libraries are not there: a worker for a compute node.
#include "core/base/error.h"
#include "core/data/images/image_decoders.h"

namespace odimo::data {

namespace {

[[noreturn]] void refuse()
{
    throw Error(
        "this program was built without libjpeg or libpng and reads no image files; build it with them, or give "
        "the images as IDX, CIFAR or NumPy files");
}

} // namespace

bool isJpeg(std::span<const std::uint8_t>) { refuse(); }
ImageShape jpegShape(std::span<const std::uint8_t>) { refuse(); }
Image decodeJpeg(std::span<const std::uint8_t>) { refuse(); }
bool isPng(std::span<const std::uint8_t>) { refuse(); }
ImageShape pngShape(std::span<const std::uint8_t>) { refuse(); }
Image decodePng(std::span<const std::uint8_t>) { refuse(); }

} // namespace odimo::data
