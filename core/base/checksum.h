// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace odimo {

/// A checksum against accidental damage: a change of one bit or word always changes it, any other one with probability
/// 1 - 2^-64. It is no protection against forgery.
std::uint64_t checksum(std::span<const std::byte> bytes);

} // namespace odimo
