// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deploy/diana/lowering/chip_program.h"

namespace odimo::deploy {

// Sizes of the chip (docs/diana.md 1.1) and of what lies in its memories.

constexpr int weightMemoryBytes = 64 * 1024; ///< Weights of one digital job.
constexpr int arrayRows = 1152;              ///< Of the analog array: c*fx*fy of one job.
constexpr int arrayColumns = 512;            ///< k of one job.
constexpr int converterBits = 6;             ///< Codes -32 .. 31.
constexpr int digitalBlock = 16;             ///< Output channels, and columns, that are computed at once.
constexpr int k64Channels = 64;              ///< Channels of one pixel in a row of the analog layout.
constexpr int planesBehindDepthwise = 15;    ///< That the last job of a depthwise layer writes behind its output.

/// The next multiple of `to`.
constexpr int roundedUp(int value, int to) { return (value + to - 1) / to * to; }
constexpr int blocksOf(int value, int block) { return (value + block - 1) / block; }

/// From one row of a map to the next, in bytes.
constexpr int pitchOf(int width) { return roundedUp(width, digitalBlock); }
constexpr int planeBytes(const network::Shape &shape) { return shape.height * pitchOf(shape.width); }
constexpr bool isOnePixel(const network::Shape &shape) { return shape.height == 1 && shape.width == 1; }

/// Chip bytes of the weights and biases of a digital job with c input and k output channels.
constexpr int convolutionWeightBytes(int c, int k, network::Extent kernel)
{
    return blocksOf(k, digitalBlock) * digitalBlock * (c * kernel.height * kernel.width + 4);
}
constexpr int depthwiseWeightBytes(int k, network::Extent kernel)
{
    return blocksOf(k, 4) * (digitalBlock * kernel.height * kernel.width + 64);
}
constexpr int denseWeightBytes(int c, int k)
{
    return blocksOf(k, digitalBlock) * (digitalBlock * roundedUp(c, digitalBlock) + 256);
}
/// Chip bytes of the cells of an analog job: two bits each, padded to blocks of the array.
constexpr int analogWeightBytes(int c, int k, network::Extent kernel)
{
    return roundedUp(c * kernel.height * kernel.width, 288) * roundedUp(k, 128) / 4;
}

} // namespace odimo::deploy
