// SPDX-License-Identifier: Apache-2.0
#include "core/base/split_bar.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace odimo {

namespace {

constexpr std::array<const char *, 4> shades = {"█", "░", "▓", "▒"};

} // namespace

const char *shadeOf(std::size_t unit) { return shades[unit % shades.size()]; }

std::string splitBar(std::span<const int> channels, int width)
{
    const double all = std::max(1, std::accumulate(channels.begin(), channels.end(), 0));
    std::string result;
    int before = 0;
    int drawn = 0;
    for (std::size_t unit = 0; unit < channels.size(); ++unit) {
        before += channels[unit];
        for (const int end = static_cast<int>(std::lround(before / all * width)); drawn < end; ++drawn)
            result += shadeOf(unit);
    }
    return result;
}

} // namespace odimo
