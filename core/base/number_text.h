// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

namespace odimo {

/// As printf writes it with %.<digits>g, but always with a point: the functions of C and the streams ask the locale,
/// and a German one writes 0,03, which is 0 to readers elsewhere.
std::string numberText(double value, int digits = 6);

/// As printf writes it with %.<decimals>f, but always with a point.
std::string decimalText(double value, int decimals);

/// The shortest text that reads back as the same value: "0.1", "260000000".
std::string shortestText(double value);

/// The whole text as a number, with a point whatever the locale; absent if it is none or out of range.
template <typename Number>
std::optional<Number> numberFrom(std::string_view text)
{
    Number value = 0;
    const char *end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, value);
    return result.ec == std::errc() && result.ptr == end ? std::optional(value) : std::nullopt;
}

} // namespace odimo
