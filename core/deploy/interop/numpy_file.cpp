// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/interop/numpy_file.h"

#include <bit>
#include <cstdint>

namespace odimo::deploy {

namespace {

/// Magic, version, length of the text (little endian) and the text, which fills 64 bytes or a multiple with them.
std::string header(const std::string &type, const std::string &shape)
{
    std::string text = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + shape + "), }";
    constexpr std::size_t before = 10;
    text.append(63 - (before + text.size()) % 64, ' ');
    text += '\n';
    return std::string("\x93NUMPY\x01\x00", 8) + static_cast<char>(text.size() % 256) +
           static_cast<char>(text.size() / 256) + text;
}

} // namespace

std::string numpyFloats(const integer::CodeTensor &tensor)
{
    const network::Shape &shape = tensor.shape;
    std::string file = header("<f4", "1, " + std::to_string(shape.channels) + ", " + std::to_string(shape.height) +
                                         ", " + std::to_string(shape.width));
    for (const std::int16_t code : tensor.codes) {
        const auto bits = std::bit_cast<std::uint32_t>(static_cast<float>(code));
        for (int shift = 0; shift < 32; shift += 8)
            file += static_cast<char>(bits >> shift & 255);
    }
    return file;
}

std::string numpyBytes(const integer::CodeTensor &tensor)
{
    std::string file = header("|i1", "1, " + std::to_string(tensor.codes.size()));
    for (const std::int16_t code : tensor.codes)
        file += static_cast<char>(code);
    return file;
}

} // namespace odimo::deploy
