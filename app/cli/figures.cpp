// SPDX-License-Identifier: Apache-2.0
#include "app/cli/figures.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

namespace odimo::cli {

namespace {

constexpr int eighthsPerColumn = 8;

std::string twoDigits(long value) { return (value < 10 ? "0" : "") + std::to_string(value); }

} // namespace

std::string plusMinus(const mapping::Interval &interval) { return percent((interval.high - interval.low) / 2); }

std::string duration(double seconds)
{
    constexpr double longest = 1e9; // Decades: as good as never, and still a whole number.
    const long whole = std::lround(std::clamp(std::isnan(seconds) ? 0 : seconds, 0.0, longest));
    if (whole < 60)
        return std::to_string(whole) + " s";
    if (whole < 3600)
        return std::to_string(whole / 60) + " min " + twoDigits(whole % 60) + " s";
    return std::to_string(whole / 3600) + " h " + twoDigits(whole / 60 % 60) + " min";
}

std::string bar(double fraction, int width)
{
    static const std::array<const char *, eighthsPerColumn> parts = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    const double clamped = std::isnan(fraction) ? 0 : std::clamp(fraction, 0.0, 1.0);
    const int eighths = static_cast<int>(std::lround(clamped * width * eighthsPerColumn));
    std::string result;
    for (int i = 0; i < eighths / eighthsPerColumn; ++i)
        result += "█";
    result += parts[static_cast<std::size_t>(eighths % eighthsPerColumn)];
    for (int i = (eighths + eighthsPerColumn - 1) / eighthsPerColumn; i < width; ++i)
        result += "░";
    return result;
}

} // namespace odimo::cli
