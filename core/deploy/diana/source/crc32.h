// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

namespace odimo::deploy {

/// CRC-32 of IEEE 802.3, as in zip files, as the chip's code computes it.
std::uint32_t crc32(std::span<const std::int8_t> bytes);

} // namespace odimo::deploy
