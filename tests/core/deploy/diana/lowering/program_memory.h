// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deploy/diana/lowering/chip_limits.h"

#include <algorithm>
#include <stdexcept>

namespace odimo::samples {

using namespace deploy;

/// The arena in L2 and L1 as plain bytes in their natural order; what nobody has written yet is poison.
class ProgramMemory {
public:
    static constexpr std::int8_t poison = 0x5A;

    ProgramMemory(int arena, int l1)
        : m_l2(static_cast<std::size_t>(arena), poison), m_l1(static_cast<std::size_t>(l1), poison)
    {
    }

    std::int8_t &l2(int at) { return m_l2.at(static_cast<std::size_t>(at)); }
    std::int8_t &l1(int at) { return m_l1.at(static_cast<std::size_t>(at)); }

    static int addressOf(const ChipTensor &tensor, int place, int y, int x)
    {
        if (tensor.layout == Layout::Vector)
            return tensor.offset + place;
        return tensor.offset + place * planeBytes(tensor.shape) + y * pitchOf(tensor.shape.width) + x;
    }
    std::int8_t &at(const ChipTensor &tensor, int place, int y, int x) { return l2(addressOf(tensor, place, y, x)); }

    /// Nothing may depend on what lay where a tensor begins to live.
    void poisonNewTensors(const ChipProgram &program, std::size_t step)
    {
        for (std::size_t i = 0; i < program.tensors.size(); ++i)
            if (const ChipTensor &tensor = program.tensors[i]; tensor.firstStep == static_cast<int>(step) &&
                                                               !tensor.inPlaceOf && !tensor.partOf &&
                                                               !hasParts(program, i))
                std::fill_n(m_l2.begin() + tensor.offset, tensor.bytes, poison);
    }

    /// The codes in the order of the network's channels.
    std::vector<std::int16_t> plain(const ChipTensor &tensor)
    {
        const network::Shape &shape = tensor.shape;
        std::vector<std::int16_t> codes(static_cast<std::size_t>(shape.channels) * shape.height * shape.width);
        for (int place = 0; place < shape.channels; ++place)
            for (int y = 0; y < shape.height; ++y)
                for (int x = 0; x < shape.width; ++x)
                    codes[static_cast<std::size_t>(
                        (tensor.order[static_cast<std::size_t>(place)] * shape.height + y) * shape.width + x)] =
                        at(tensor, place, y, x);
        return codes;
    }

    void zeroPadding(const ChipTensor &tensor)
    {
        const network::Shape &shape = tensor.shape;
        if (tensor.layout == Layout::Vector)
            for (int place = shape.channels; place < roundedUp(shape.channels, 16); ++place)
                at(tensor, place, 0, 0) = 0;
        else
            for (int row = 0; row < shape.channels * shape.height; ++row)
                for (int x = shape.width; x < pitchOf(shape.width); ++x)
                    l2(tensor.offset + row * pitchOf(shape.width) + x) = 0;
    }

    /// Throws if what lies beyond the columns of a map, or the channels of a vector, is not 0.
    void checkPadding(const ChipTensor &tensor)
    {
        const std::vector<std::int8_t> before = m_l2;
        zeroPadding(tensor);
        if (m_l2 != before)
            throw std::runtime_error("the padding of " + tensor.name + " is not 0");
    }

    /// A load or a store of neighbouring bytes.
    void move(bool load, int l1Address, int l2Address, int bytes)
    {
        if (l1Address % 16 != 0 || bytes % 16 != 0 || l2Address % 16 != 0)
            throw std::runtime_error("a move is not aligned");
        for (int byte = 0; byte < bytes; ++byte)
            if (load)
                l1(l1Address + byte) = l2(l2Address + byte);
            else
                l2(l2Address + byte) = l1(l1Address + byte);
    }

private:
    static bool hasParts(const ChipProgram &program, std::size_t whole)
    {
        return std::ranges::any_of(program.tensors,
                                   [&](const ChipTensor &tensor) { return tensor.partOf == static_cast<int>(whole); });
    }

    std::vector<std::int8_t> m_l2;
    std::vector<std::int8_t> m_l1;
};

} // namespace odimo::samples
