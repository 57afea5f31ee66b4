// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace odimo {

/// True for the bytes of a character after its first (continuation bytes).
constexpr bool continuesCharacter(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

struct Utf8Character {
    std::size_t bytes = 0; ///< 0 if the text does not begin with valid UTF-8.
    std::uint32_t code = 0;
};

/// The character that a text begins with, which must not be empty (RFC 3629: shortest form, no surrogates, at most
/// U+10FFFF).
Utf8Character firstCharacter(std::string_view text);

} // namespace odimo
