// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/diana/source/crc32.h"

#include <zlib.h>

namespace odimo::deploy {

std::uint32_t crc32(std::span<const std::int8_t> bytes)
{
    return static_cast<std::uint32_t>(
        ::crc32_z(0, reinterpret_cast<const unsigned char *>(bytes.data()), bytes.size()));
}

} // namespace odimo::deploy
