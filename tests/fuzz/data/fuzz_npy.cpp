// SPDX-License-Identifier: Apache-2.0
// The reader of .npy files on any bytes: an array of the size it says, or an odimo::Error.
#include "core/base/error.h"
#include "core/data/containers/npy.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    try {
        const odimo::data::NpyArray array = odimo::data::parseNpy({data, size}, "fuzz");
        std::size_t values = 1;
        for (const std::int64_t extent : array.shape)
            values *= static_cast<std::size_t>(extent);
        if (odimo::data::toFloats(array).size() != values)
            std::abort();
    } catch (const odimo::Error &) {
        // What a bad file should give.
    }
    return 0;
}
