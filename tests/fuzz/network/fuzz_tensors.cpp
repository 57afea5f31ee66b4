// SPDX-License-Identifier: Apache-2.0
// The reader of safetensors on any bytes: tensors that are written and read alike, or an odimo::Error.
#include "core/base/error.h"
#include "core/network/tensor_file.h"

#include <cstdlib>

using namespace odimo::network;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    try {
        const TensorFile file = tensorsFromBytes(std::as_bytes(std::span(data, size)), "fuzz");
        if (tensorsFromBytes(toBytes(file), "fuzz") != file)
            std::abort();
    } catch (const odimo::Error &) {
        // What a bad file should give.
    }
    return 0;
}
