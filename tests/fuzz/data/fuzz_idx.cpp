// SPDX-License-Identifier: Apache-2.0
// The reader of IDX files, plain and compressed, on any bytes: an array of the size it says, or an odimo::Error.
#include "core/base/error.h"
#include "core/data/containers/idx.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    try {
        const odimo::data::IdxArray array = odimo::data::parseIdx({data, data + size}, "fuzz");
        std::size_t values = 1;
        for (const int extent : array.shape)
            values *= static_cast<std::size_t>(extent);
        if (values != array.values.size())
            std::abort();
    } catch (const odimo::Error &) {
        // What a bad file should give.
    }
    return 0;
}
