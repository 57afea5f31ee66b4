// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

namespace odimo::data {

/// The content of an IDX file of unsigned bytes, row-major. Its format: Y. LeCun, C. Cortes and C. Burges, "The MNIST
/// database", section "The IDX file format".
struct IdxArray {
    std::vector<int> shape; ///< Each at least 1.
    std::vector<std::uint8_t> values;
};

/// Reads a file, plain or compressed by gzip. Throws Error naming the file if it cannot be opened, does not begin as an
/// IDX file of unsigned bytes, or holds fewer or more values than its header promises. No memory is taken for a promise
/// the file is too short to keep, or beyond 4 GiB.
IdxArray readIdx(const std::filesystem::path &path);

} // namespace odimo::data
