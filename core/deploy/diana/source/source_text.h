// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <type_traits>

namespace odimo::deploy {

/// Numbers and texts, one after the other.
template <typename... Parts>
std::string textOf(const Parts &...parts)
{
    std::string text;
    const auto add = [&text](const auto &part) {
        if constexpr (std::is_integral_v<std::remove_cvref_t<decltype(part)>>)
            text += std::to_string(part);
        else
            text += std::string_view(part);
    };
    (add(parts), ...);
    return text;
}

/// The numbers of a list in lines of at most 120 characters, four spaces in.
template <typename List>
std::string numberLines(const List &numbers)
{
    constexpr std::size_t width = 120;
    std::string text, line;
    for (const auto number : numbers) {
        const std::string next = std::to_string(+number) + ",";
        if (!line.empty() && 4 + line.size() + 1 + next.size() > width) {
            text += "    " + line + "\n";
            line.clear();
        }
        line += (line.empty() ? "" : " ") + next;
    }
    return line.empty() ? text : text + "    " + line + "\n";
}

} // namespace odimo::deploy
