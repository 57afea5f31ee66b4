// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/integer/quantised_network.h"

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace odimo::integer {

/// The codes of one image's tensor, [C, H, W], row-major.
struct CodeTensor {
    network::Shape shape;
    std::vector<std::int16_t> codes;
    bool operator==(const CodeTensor &) const = default;
};

/// The codes of an image [C, H, W] as training sees it: pixels from 0 to 1, or features.
CodeTensor inputCodes(const QuantisedNetwork &network, std::span<const float> image);

/// What every node puts out for one image, by node; the last are the logits. In 32-bit integers alone, by the rules of
/// the chip (rules.h). Throws Error if `input` has another shape than the network's.
std::vector<CodeTensor> execute(const QuantisedNetwork &network, const CodeTensor &input);

/// The codes of the image with this index. Called from several threads at a time.
using ImageSource = std::function<CodeTensor(std::size_t)>;

/// What the last node puts out for the images 0 to `count` - 1, by image: the codes of `execute`, on `threads` threads
/// (1 or more), on which the result does not depend. Throws Error as `execute` does, and passes on what `image` throws.
std::vector<CodeTensor> logitsOf(const QuantisedNetwork &network, std::size_t count, const ImageSource &image,
                                 int threads);

} // namespace odimo::integer
