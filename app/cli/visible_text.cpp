// SPDX-License-Identifier: Apache-2.0
#include "app/cli/visible_text.h"

#include <array>
#include <cstdint>
#include <cstdio>

namespace odimo::cli {

namespace {

/// What bold() and dim() write (ECMA-48, SGR 1, 2 and 0).
constexpr std::array<std::string_view, 3> styles = {"\x1b[1m", "\x1b[2m", "\x1b[0m"};

struct Character {
    std::size_t bytes = 0; ///< 0: no valid UTF-8 begins here.
    std::uint32_t code = 0;
};

/// The character at the beginning of the text (RFC 3629: shortest form, no surrogates, at most U+10FFFF).
Character firstOf(std::string_view text)
{
    const auto byte = [&](std::size_t at) {
        return static_cast<std::uint32_t>(static_cast<unsigned char>(text[at]));
    };
    const std::uint32_t lead = byte(0);
    if (lead < 0x80)
        return {1, lead};
    const std::size_t bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || text.size() < bytes)
        return {};
    std::uint32_t code = lead & (0xFFU >> (bytes + 1));
    for (std::size_t at = 1; at < bytes; ++at) {
        if ((byte(at) & 0xC0) != 0x80)
            return {};
        code = code << 6 | (byte(at) & 0x3F);
    }
    constexpr std::array<std::uint32_t, 5> least = {0, 0, 0x80, 0x800, 0x10000};
    const bool isSurrogate = code >= 0xD800 && code <= 0xDFFF;
    return code < least[bytes] || code > 0x10FFFF || isSurrogate ? Character{} : Character{bytes, code};
}

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
        const auto [bytes, code] = firstOf(text);
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
