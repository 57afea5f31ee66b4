// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/diana/packing/activations.h"

#include "core/base/error.h"

#include <string>

namespace odimo::deploy {

namespace {

using integer::CodeTensor;

std::size_t padded(int value, int to) { return static_cast<std::size_t>((value + to - 1) / to * to); }

/// What a layout is: how many bytes it has, and which of them is a code.
struct MapLayout {
    network::Shape shape;
    std::size_t bytes() const
    {
        return static_cast<std::size_t>(shape.channels * shape.height) * padded(shape.width, 16);
    }
    std::size_t byteOf(int place, int y, int x) const
    {
        return (static_cast<std::size_t>(place * shape.height + y) * padded(shape.width, 16) +
                static_cast<std::size_t>(x)) ^
               3U;
    }
};

struct VectorLayout {
    network::Shape shape;
    std::size_t bytes() const { return padded(shape.channels, 16); }
    std::size_t byteOf(int place, int, int) const { return static_cast<std::size_t>(place) ^ 3U; }
};

struct K64Layout {
    network::Shape shape;
    std::size_t bytes() const
    {
        return static_cast<std::size_t>(shape.height * shape.width) * padded(shape.channels, 64);
    }
    std::size_t byteOf(int place, int y, int x) const
    {
        return static_cast<std::size_t>(y * shape.width + x) * padded(shape.channels, 64) +
               static_cast<std::size_t>(place);
    }
};

/// act(byte of the layout, index of the code in the tensor), for all codes.
template <typename Layout, typename Act>
void forCodes(const Layout &layout, std::span<const int> order, const Act &act)
{
    const network::Shape &shape = layout.shape;
    if (!order.empty() && order.size() != static_cast<std::size_t>(shape.channels))
        throw Error("An order of " + std::to_string(order.size()) + " channels was given for a tensor of " +
                    std::to_string(shape.channels) + ".");
    for (int place = 0; place < shape.channels; ++place) {
        const int channel = order.empty() ? place : order[static_cast<std::size_t>(place)];
        for (int y = 0; y < shape.height; ++y)
            for (int x = 0; x < shape.width; ++x)
                act(layout.byteOf(place, y, x),
                    static_cast<std::size_t>((channel * shape.height + y) * shape.width + x));
    }
}

void requireOnePixel(const network::Shape &shape)
{
    if (shape.height != 1 || shape.width != 1)
        throw Error("A tensor of " + std::to_string(shape.height) + " x " + std::to_string(shape.width) +
                    " pixels is no vector.");
}

template <typename Layout>
std::vector<std::int8_t> packed(const Layout &layout, const CodeTensor &tensor, std::span<const int> order)
{
    std::vector<std::int8_t> bytes(layout.bytes(), 0);
    forCodes(layout, order, [&](std::size_t byte, std::size_t index) {
        const std::int16_t code = tensor.codes.at(index);
        if (code < -128 || code > 127)
            throw Error("The code " + std::to_string(code) + " does not fit 8 bits.");
        bytes[byte] = static_cast<std::int8_t>(code);
    });
    return bytes;
}

template <typename Layout>
CodeTensor unpacked(const Layout &layout, std::span<const std::int8_t> bytes, std::span<const int> order)
{
    if (bytes.size() != layout.bytes())
        throw Error("A tensor has " + std::to_string(bytes.size()) + " bytes where its layout has " +
                    std::to_string(layout.bytes()) + ".");
    const network::Shape &shape = layout.shape;
    CodeTensor tensor{shape,
                      std::vector<std::int16_t>(static_cast<std::size_t>(shape.channels * shape.height * shape.width))};
    forCodes(layout, order, [&](std::size_t byte, std::size_t index) { tensor.codes.at(index) = bytes[byte]; });
    return tensor;
}

} // namespace

std::vector<std::int8_t> packMap(const CodeTensor &tensor, std::span<const int> order)
{
    return packed(MapLayout{tensor.shape}, tensor, order);
}

CodeTensor unpackMap(std::span<const std::int8_t> bytes, const network::Shape &shape, std::span<const int> order)
{
    return unpacked(MapLayout{shape}, bytes, order);
}

std::vector<std::int8_t> packVector(const CodeTensor &tensor, std::span<const int> order)
{
    requireOnePixel(tensor.shape);
    return packed(VectorLayout{tensor.shape}, tensor, order);
}

CodeTensor unpackVector(std::span<const std::int8_t> bytes, const network::Shape &shape, std::span<const int> order)
{
    requireOnePixel(shape);
    return unpacked(VectorLayout{shape}, bytes, order);
}

std::vector<std::int8_t> packK64(const CodeTensor &tensor, std::span<const int> order)
{
    return packed(K64Layout{tensor.shape}, tensor, order);
}

CodeTensor unpackK64(std::span<const std::int8_t> bytes, const network::Shape &shape, std::span<const int> order)
{
    return unpacked(K64Layout{shape}, bytes, order);
}

} // namespace odimo::deploy
