// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace odimo::flow {

/// A small network in the spelling of some exporter, and what it computes.
struct DrawnNetwork {
    std::string file;           ///< The bytes of the ONNX file.
    std::string text;           ///< Its nodes, one a line, for the reader of a failed test.
    std::vector<float> image;   ///< [C, H, W], in [0, 1].
    std::vector<double> scores; ///< For the image, in double precision, by ONNX's definitions.
};

/// The same for the same seed. Operators, sizes, paddings and spellings are those that docs/networks.md promises.
DrawnNetwork drawNetwork(std::uint64_t seed);

} // namespace odimo::flow
