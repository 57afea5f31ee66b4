// SPDX-License-Identifier: Apache-2.0
// What a figure says of where it comes from, read from any text: absent, or an origin that is written and read alike.
#include "core/base/origin.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::optional<odimo::Origin> origin = odimo::originIn({reinterpret_cast<const char *>(data), size});
    if (origin && odimo::originIn(odimo::originLine(*origin)) != origin)
        std::abort();
    return 0;
}
