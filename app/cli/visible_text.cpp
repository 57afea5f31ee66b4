// SPDX-License-Identifier: Apache-2.0
#include "app/cli/visible_text.h"

#include <array>

namespace odimo::cli {

namespace {

/// What bold() and dim() write (ECMA-48, SGR 1, 2 and 0).
constexpr std::array<std::string_view, 3> styles = {"\x1b[1m", "\x1b[2m", "\x1b[0m"};

} // namespace

std::string visible(std::string_view text)
{
    constexpr std::string_view layout = "\n\t";
    std::string result;
    for (std::size_t begin = 0; begin < text.size();) {
        std::size_t end = begin;
        std::string_view style;
        for (; end < text.size() && style.empty(); ++end)
            for (const std::string_view known : styles)
                if (text.substr(end).starts_with(known))
                    style = known;
        const std::size_t plain = style.empty() ? end : end - 1;
        result += visibleText(text.substr(begin, plain - begin), layout);
        result += style;
        begin = plain + style.size();
    }
    return result;
}

} // namespace odimo::cli
