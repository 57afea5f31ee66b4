// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/diana/source/crc32.h"

namespace odimo::deploy {

std::uint32_t crc32(std::span<const std::int8_t> bytes)
{
    constexpr std::uint32_t polynomial = 0xEDB88320U; // The bits reversed.
    std::uint32_t remainder = ~0U;
    for (const std::int8_t byte : bytes) {
        remainder ^= static_cast<std::uint8_t>(byte);
        for (int bit = 0; bit < 8; ++bit)
            remainder = remainder >> 1 ^ (remainder & 1 ? polynomial : 0);
    }
    return ~remainder;
}

} // namespace odimo::deploy
