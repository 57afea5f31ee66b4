// SPDX-License-Identifier: Apache-2.0
// The reader of CIFAR's records on any bytes: as many images as labels, and a problem for what is left over.
#include "core/data/formats/cifar_records.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    for (const int labelBytes : {1, 2}) {
        std::vector<std::uint8_t> pixels;
        std::vector<std::int32_t> labels;
        std::vector<odimo::data::Problem> problems;
        odimo::data::parseCifarRecords({data, size}, "fuzz", labelBytes, pixels, labels, problems);
        const std::size_t imageBytes = 3 * 32 * 32;
        const std::size_t used = labels.size() * (imageBytes + static_cast<std::size_t>(labelBytes));
        if (pixels.size() != labels.size() * imageBytes || problems.empty() != (used == size))
            std::abort();
    }
    return 0;
}
