// SPDX-License-Identifier: Apache-2.0
#include "core/onnx/plain_text.h"

#include <array>
#include <cstdint>

namespace odimo::onnx {

namespace {

/// What a sequence of so many bytes begins with, and the least character that needs it.
struct Sequence {
    std::uint8_t mask;
    std::uint8_t lead;
    std::uint32_t least;
};
constexpr std::array<Sequence, 4> sequences = {
    Sequence{0x80, 0x00, 0x20}, {0xE0, 0xC0, 0x80}, {0xF0, 0xE0, 0x800}, {0xF8, 0xF0, 0x10000}};

/// The length of the character the text begins with; 0 if it begins with none.
std::size_t characterLength(std::string_view text)
{
    const auto byte = [&](std::size_t index) {
        return static_cast<std::uint8_t>(text[index]);
    };
    for (std::size_t length = 1; length <= sequences.size(); ++length) {
        const Sequence &sequence = sequences[length - 1];
        if ((byte(0) & sequence.mask) != sequence.lead)
            continue;
        if (length > text.size())
            return 0;
        std::uint32_t character = byte(0) & static_cast<std::uint8_t>(~sequence.mask);
        for (std::size_t index = 1; index < length; ++index) {
            if ((byte(index) & 0xC0) != 0x80)
                return 0;
            character = character << 6 | (byte(index) & 0x3F);
        }
        const bool isSurrogate = character >= 0xD800 && character < 0xE000;
        return character < sequence.least || character == 0x7F || isSurrogate || character > 0x10FFFF ? 0 : length;
    }
    return 0;
}

} // namespace

bool isPlainText(std::string_view text)
{
    while (!text.empty()) {
        const std::size_t length = characterLength(text);
        if (length == 0)
            return false;
        text.remove_prefix(length);
    }
    return true;
}

} // namespace odimo::onnx
