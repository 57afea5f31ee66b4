// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/diana/packing/weights.h"

#include "core/base/error.h"

#include <algorithm>
#include <string>

namespace odimo::deploy {

namespace {

constexpr std::size_t lanes = 16;      // Of the digital array.
constexpr std::size_t biasPlanes = 4;  // Bytes of a bias.
constexpr std::size_t denseBias = 16;  // Bytes of a bias of a dense layer.
constexpr std::size_t mostRows = 1152; // Of the analog array.
constexpr std::size_t mostColumns = 512;

std::size_t up(std::size_t value, std::size_t to) { return (value + to - 1) / to * to; }

struct Sizes {
    std::size_t outputs;
    std::size_t inputs;
    std::size_t kernel;
    std::size_t perOutput() const { return inputs * kernel; }
};

Sizes checkedSizes(std::span<const std::int8_t> weights, std::size_t biases, const WeightShape &shape)
{
    const Sizes sizes{static_cast<std::size_t>(shape.outputs), static_cast<std::size_t>(shape.inputs),
                      static_cast<std::size_t>(shape.kernel.height) * static_cast<std::size_t>(shape.kernel.width)};
    if (weights.size() != sizes.outputs * sizes.perOutput() || biases != sizes.outputs)
        throw Error("There are " + std::to_string(weights.size()) + " weights and " + std::to_string(biases) +
                    " biases to pack for a layer of " + std::to_string(sizes.outputs) + " outputs, which has " +
                    std::to_string(sizes.outputs * sizes.perOutput()) + " weights.");
    return sizes;
}

/// The digital unit reads the bytes of each 32-bit word in reverse.
std::vector<std::uint8_t> reversedInFours(std::vector<std::uint8_t> bytes)
{
    for (std::size_t word = 0; word + 4 <= bytes.size(); word += 4)
        std::reverse(bytes.begin() + static_cast<std::ptrdiff_t>(word),
                     bytes.begin() + static_cast<std::ptrdiff_t>(word + 4));
    return bytes;
}

std::uint8_t byteOf(std::int32_t value, std::size_t index)
{
    return static_cast<std::uint8_t>(static_cast<std::uint32_t>(value) >> (8 * index));
}

/// A block of 16 lanes: for each tap a code of every lane, then the bytes of their biases, least significant first.
struct LaneBlocks {
    std::size_t taps;
    std::vector<std::uint8_t> bytes;

    LaneBlocks(std::size_t blocks, std::size_t tapsOfLane)
        : taps(tapsOfLane), bytes(blocks * lanes * (tapsOfLane + biasPlanes), 0)
    {
    }

    void setLane(std::size_t block, std::size_t lane, std::span<const std::int8_t> codes, std::int32_t bias)
    {
        std::uint8_t *at = bytes.data() + block * lanes * (taps + biasPlanes) + lane;
        for (const std::int8_t code : codes) {
            *at = static_cast<std::uint8_t>(code);
            at += lanes;
        }
        for (std::size_t plane = 0; plane < biasPlanes; ++plane, at += lanes)
            *at = byteOf(bias, plane);
    }
};

} // namespace

std::vector<std::uint8_t> packConvolution(std::span<const std::int8_t> weights, std::span<const std::int32_t> biases,
                                          const WeightShape &shape)
{
    const Sizes sizes = checkedSizes(weights, biases.size(), shape);
    LaneBlocks blocks(up(sizes.outputs, lanes) / lanes, sizes.perOutput());
    for (std::size_t k = 0; k < sizes.outputs; ++k)
        blocks.setLane(k / lanes, k % lanes, weights.subspan(k * sizes.perOutput(), sizes.perOutput()), biases[k]);
    return reversedInFours(std::move(blocks.bytes));
}

std::vector<std::uint8_t> packDepthwise(std::span<const std::int8_t> weights, std::span<const std::int32_t> biases,
                                        const WeightShape &shape)
{
    const Sizes sizes = checkedSizes(weights, biases.size(), shape);
    LaneBlocks blocks(up(sizes.outputs, 4) / 4, sizes.perOutput());
    for (std::size_t k = 0; k < sizes.outputs; ++k)
        blocks.setLane(k / 4, k % 4 * 4, weights.subspan(k * sizes.perOutput(), sizes.perOutput()), biases[k]);
    return reversedInFours(std::move(blocks.bytes));
}

std::vector<std::uint8_t> packDense(std::span<const std::int8_t> weights, std::span<const std::int32_t> biases,
                                    const WeightShape &shape)
{
    const Sizes sizes = checkedSizes(weights, biases.size(), shape);
    const std::size_t inputs = up(sizes.perOutput(), lanes);
    const std::size_t perBlock = lanes * (inputs + denseBias);
    std::vector<std::uint8_t> bytes(up(sizes.outputs, lanes) / lanes * perBlock, 0);
    for (std::size_t k = 0; k < sizes.outputs; ++k) {
        std::uint8_t *block = bytes.data() + k / lanes * perBlock;
        const std::size_t lane = k % lanes;
        for (std::size_t c = 0; c < sizes.perOutput(); ++c)
            block[(c / lanes * lanes + lane) * lanes + c % lanes] =
                static_cast<std::uint8_t>(weights[k * sizes.perOutput() + c]);
        for (std::size_t byte = 0; byte < denseBias; ++byte)
            block[lanes * inputs + lane * denseBias + byte] = byte < biasPlanes ? byteOf(biases[k], byte)
                                                              : biases[k] < 0   ? 0xFF
                                                                                : 0;
    }
    return reversedInFours(std::move(bytes));
}

std::vector<std::uint32_t> packArray(std::span<const std::int8_t> weights, const WeightShape &shape)
{
    const Sizes sizes = checkedSizes(weights, static_cast<std::size_t>(shape.outputs), shape);
    if (sizes.perOutput() > mostRows || sizes.outputs > mostColumns)
        throw Error("A layer of " + std::to_string(sizes.perOutput()) + " rows and " + std::to_string(sizes.outputs) +
                    " columns does not fit the analog array, which has 1152 and 512.");
    const std::size_t rows = up(sizes.perOutput(), 288), columns = up(sizes.outputs, 128);
    std::vector<std::uint32_t> words(rows * 2 * columns / 32, 0);
    for (std::size_t k = 0; k < sizes.outputs; ++k)
        for (std::size_t r = 0; r < sizes.perOutput(); ++r) {
            const int code = weights[k * sizes.perOutput() + r];
            if (code < -1 || code > 1)
                throw Error("The weight " + std::to_string(code) + " of output " + std::to_string(k) +
                            " does not fit the analog array, whose weights are -1, 0 and 1.");
            if (code == 0)
                continue;
            const std::size_t row = rows - 1 - r, block = row / 64;
            const bool negated = k % 2 == 0 ? block < 6 || block > 11 : block <= 8;
            const std::size_t plane = (code > 0) == negated ? 1 : 0; // First the +1, then the -1.
            words[(row * 2 + plane) * (columns / 32) + k / 32] |= std::uint32_t{1} << (31 - k % 32);
        }
    return words;
}

} // namespace odimo::deploy
