// SPDX-License-Identifier: Apache-2.0
// The reader of Tiny-ImageNet's annotations on any bytes.
#include "core/data/formats/tiny_imagenet.h"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    odimo::data::parseTabbedPairs({reinterpret_cast<const char *>(data), size});
    return 0;
}
