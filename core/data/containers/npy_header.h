// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace odimo::data {

/// How every .npy file begins.
constexpr std::string_view npyMagic = "\x93NUMPY";

/// What a .npy file says ahead of its values: a Python dictionary,
/// {'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }.
struct NpyHeader {
    std::string description; ///< "<f4"
    bool fortranOrder = false;
    std::vector<std::int64_t> shape; ///< Each at least 0.
    std::size_t bytes = 0;           ///< Where the values begin.
};

/// Throws Error naming `place` if the bytes do not begin with the header of a .npy file of version 1 to 3, or if it
/// describes records of several fields.
NpyHeader parseNpyHeader(std::span<const std::uint8_t> bytes, const std::string &place);

} // namespace odimo::data
