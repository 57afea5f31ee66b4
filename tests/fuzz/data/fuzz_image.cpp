// SPDX-License-Identifier: Apache-2.0
// The decoders of JPEG and PNG on any bytes: an image of the shape its header gives, or an odimo::Error.
#include "core/base/error.h"
#include "core/data/images/image_file.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    try {
        const odimo::data::ImageShape shape = odimo::data::imageShape({data, size});
        if (std::size_t{1} * shape.height * shape.width > 1'000'000)
            return 0; // Allowed, but too slow to search.
        const odimo::data::Image image = odimo::data::decodeImage({data, size});
        if (image.shape != shape || image.pixels.size() != std::size_t{1} * shape.channels * shape.height * shape.width)
            std::abort();
        resized(image, {3, 5, 7});
    } catch (const odimo::Error &) {
        // What a bad file should give.
    }
    return 0;
}
