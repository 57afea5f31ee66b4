// SPDX-License-Identifier: Apache-2.0
#include "core/base/number_text.h"

#include <array>

namespace odimo {

namespace {

/// Enough for the largest double with all its decimals.
using Buffer = std::array<char, 512>;

std::string written(double value, std::chars_format format, int precision)
{
    Buffer buffer;
    const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, format, precision);
    return {buffer.data(), result.ptr};
}

} // namespace

std::string numberText(double value, int digits) { return written(value, std::chars_format::general, digits); }

std::string decimalText(double value, int decimals) { return written(value, std::chars_format::fixed, decimals); }

std::string shortestText(double value)
{
    Buffer buffer;
    return {buffer.data(), std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr};
}

} // namespace odimo
