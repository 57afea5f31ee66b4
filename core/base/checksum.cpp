// SPDX-License-Identifier: Apache-2.0
#include "core/base/checksum.h"

#include "core/base/random.h"

#include <algorithm>
#include <cstring>

namespace odimo {

std::uint64_t checksum(std::span<const std::byte> bytes)
{
    std::uint64_t sum = bytes.size();
    while (!bytes.empty()) {
        const std::size_t count = std::min(bytes.size(), sizeof(std::uint64_t));
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data(), count);
        sum = Random(sum ^ word).bits(); // One to one, so that no change of a word gets lost.
        bytes = bytes.subspan(count);
    }
    return sum;
}

} // namespace odimo
