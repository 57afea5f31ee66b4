// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deploy/diana/lowering/window.h"

#include <algorithm>

namespace odimo::deploy {

/// What the array computes of a layer. A dense layer is a 1x1 convolution of one pixel.
struct AnalogWork {
    LayerShape layer;
    int channels = 0;               ///< Of the output.
    std::vector<int> groupChannels; ///< Input channels of each row group.
    bool k64PerPass = false;        ///< Made before each pass, in memory that its codes take after them.
    double gatheredPlanes = 0;      ///< Channels that the host copies together for the K64 of all groups.
};

/// A division into jobs, with their places in L1 from byte 0 on.
struct AnalogTiling {
    std::vector<Span> columnTiles;
    std::vector<Window> windows;
    std::vector<AnalogPass> passes;
    int inputBytes = 0;
    int outputBytes = 0;
    int bytes() const { return inputBytes + outputBytes; }
    /// Of L2, for the K64 or the codes of a pass.
    int stagingBytes() const { return std::max(inputBytes, outputBytes); }
};

/// So many rows of the output a job; the passes run no digital tiles yet.
AnalogTiling analogTiling(const AnalogWork &work, int rows);

/// Chip bytes of the weights of all jobs.
int analogPartWeightBytes(const AnalogWork &work);

/// Bytes that a move of the analog unit takes: rows of 64 bytes, one for each pixel and 64 channels.
int k64Bytes(int pixels, int channels);

} // namespace odimo::deploy
