// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deploy/diana/lowering/window.h"

#include <optional>

namespace odimo::deploy {

/// What the digital unit computes of a layer.
struct DigitalWork {
    LayerShape layer;
    int channels = 0;      ///< Of the output.
    std::vector<Run> runs; ///< Where they stand in the output tensor.
};

/// Predicted cycles of a tile.
struct TileCycles {
    double load = 0;
    double compute = 0;
    double store = 0;
    double total() const { return load + compute + store; }
};

TileCycles tileCycles(const DigitalWork &work, const DigitalTile &tile);

/// A division of a layer into tiles, with slots in L1 from byte 0 on.
struct DigitalTiling {
    std::vector<DigitalTile> tiles;
    Slots input;
    Slots output;
    int bytes = 0; ///< Of L1.
    double cycles = 0;
};

/// The tiles that take the fewest predicted cycles in so many bytes of L1: parts of all rows first, then of channels in
/// 16s, and of columns in 16s only where single rows of 16 channels do not fit. Two slots for inputs and outputs, or
/// one where two do not fit. Absent if nothing fits.
std::optional<DigitalTiling> digitalTiling(const DigitalWork &work, int l1Available);

/// The least L1 that any tiling of the work takes, in bytes: for messages.
int leastDigitalBytes(const DigitalWork &work);

} // namespace odimo::deploy
