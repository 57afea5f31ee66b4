// SPDX-License-Identifier: Apache-2.0
#include "app/cli/visible_text.h"

#include "core/base/utf8.h"

#include <array>
#include <cstdint>
#include <cstdio>

namespace odimo::cli {

namespace {

/// What bold() and dim() write (ECMA-48, SGR 1, 2 and 0).
constexpr std::array<std::string_view, 3> styles = {"\x1b[1m", "\x1b[2m", "\x1b[0m"};

bool isControl(std::uint32_t code) { return code < 0x20 || (code >= 0x7F && code < 0xA0); }

/// Marks, embeddings, overrides and isolates of the bidirectional algorithm (UAX 9), and separators of lines.
bool changesDirectionOrLine(std::uint32_t code)
{
    return code == 0x061C || code == 0x200E || code == 0x200F || (code >= 0x2028 && code <= 0x202E) ||
           (code >= 0x2066 && code <= 0x2069);
}

std::string escape(const char *format, std::uint32_t value)
{
    std::array<char, 16> buffer{};
    std::snprintf(buffer.data(), buffer.size(), format, value);
    return buffer.data();
}

std::string escaped(std::string_view text, std::string_view kept)
{
    std::string result;
    result.reserve(text.size());
    while (!text.empty()) {
        const auto [bytes, code] = firstCharacter(text);
        if (bytes == 0)
            result += escape("\\x%02x", static_cast<unsigned char>(text.front()));
        else if ((isControl(code) && kept.find(text.front()) == std::string_view::npos) || changesDirectionOrLine(code))
            result += escape("\\u%04x", code);
        else
            result += text.substr(0, bytes);
        text.remove_prefix(bytes == 0 ? 1 : bytes);
    }
    return result;
}

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
        result += escaped(text.substr(begin, plain - begin), layout);
        result += style;
        begin = plain + style.size();
    }
    return result;
}

std::string visibleLine(std::string_view text) { return escaped(text, {}); }

} // namespace odimo::cli
