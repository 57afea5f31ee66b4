// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace odimo::project {

/// The SHA-256 of the bytes in hexadecimal: the address of a content, and the proof that it is undamaged.
std::string sha256(std::span<const std::byte> bytes);

/// zlib format.
std::vector<std::byte> compress(std::span<const std::byte> bytes);
/// Exactly `size` bytes; empty if `compressed` does not hold so many.
std::vector<std::byte> decompress(std::span<const std::byte> compressed, std::size_t size);

} // namespace odimo::project
