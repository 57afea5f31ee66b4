// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/data/pixels.h"

#include <cstdint>
#include <string>
#include <vector>

namespace odimo::data {

/// The content of an IDX file of unsigned bytes, row-major. Its format: Y. LeCun, C. Cortes and C. Burges, "The MNIST
/// database", section "The IDX file format".
struct IdxArray {
    std::vector<int> shape; ///< Each at least 1.
    Pixels values;
};

/// Reads the content of a file, plain or compressed by gzip; `place` names it in messages. Throws Error if the content
/// does not begin as an IDX file of unsigned bytes, or holds fewer or more values than its header promises.
IdxArray parseIdx(std::vector<std::uint8_t> bytes, const std::string &place);

} // namespace odimo::data
