// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace odimo {

/// Tells damaged bytes from whole ones: a changed bit or word always changes it, anything else but once in 2^64. It
/// does not keep a forger out.
std::uint64_t checksum(std::span<const std::byte> bytes);

} // namespace odimo
