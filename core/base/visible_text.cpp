// SPDX-License-Identifier: Apache-2.0
#include "core/base/visible_text.h"

#include "core/base/utf8.h"

#include <array>
#include <cstdint>
#include <cstdio>

namespace odimo {

namespace {

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

} // namespace

std::string visibleText(std::string_view text, std::string_view kept)
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

std::string visibleLine(std::string_view text) { return visibleText(text, {}); }

} // namespace odimo
