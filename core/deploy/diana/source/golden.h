// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deploy/diana/source/c_names.h"
#include "core/integer/executor.h"

#include <cstdint>
#include <string>
#include <vector>

namespace odimo::deploy {

/// What the network has to compute for one image, by the executor of the integer rules.
struct GoldenImage {
    std::vector<std::int8_t> input;                ///< Plain codes.
    std::vector<std::vector<std::int8_t>> tensors; ///< Bytes as they lie in memory, in the order of seenTensors().
    std::vector<std::int8_t> output;               ///< Plain codes.
};

/// Of images as the network reads them.
std::vector<GoldenImage> goldenImages(const integer::QuantisedNetwork &network, const ChipProgram &program,
                                      const std::vector<std::vector<float>> &images);

/// As many images of codes drawn from the whole range of the input, for want of others.
std::vector<std::vector<float>> drawnImages(const integer::QuantisedNetwork &network, int count);

/// golden/golden.h and golden.c: the inputs and the CRC-32 of everything else.
std::string goldenHeader(const std::vector<GoldenImage> &images);
std::string goldenSource(const std::vector<GoldenImage> &images);

} // namespace odimo::deploy
