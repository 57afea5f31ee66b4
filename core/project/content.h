// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace odimo::project {

/// The SHA-256 of the bytes in hexadecimal: the address of a content, and the proof that it is undamaged.
std::string sha256(std::span<const std::byte> bytes);

/// The same for bytes that come piece by piece.
class Sha256 {
public:
    Sha256();
    ~Sha256();
    void add(std::span<const std::byte> bytes);
    /// Of what was added since the last call.
    std::string text();

private:
    struct Private;
    std::unique_ptr<Private> m_state;
};

/// zlib format.
std::vector<std::byte> compress(std::span<const std::byte> bytes);
/// Exactly `size` bytes; empty if `compressed` does not hold so many.
std::vector<std::byte> decompress(std::span<const std::byte> compressed, std::size_t size);

} // namespace odimo::project
