// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deploy/diana/lowering/chip_program.h"

namespace odimo::deploy {

// Predicted cycles of what the units and the host do. Jobs: the arrays' sizes and the times that ODiMO's cost model has
// for them (docs/diana.md 4), of one job instead of a layer. Moves and the host core: measured or counted on public
// code (a call of a move costs 70 cycles), without the chip: good for an order of steps, not for a promise.

constexpr double moveCallCycles = 70;
constexpr double moveBytesPerCycle = 16;
constexpr double arrayOperation_s = 70e-9;
constexpr double arrayLoadCyclesPerRow = 8;

/// Host core, cycles per code: RV32IMC instructions at -O3 where two digits are given, otherwise estimates.
struct HostCycles {
    static constexpr double makeK64 = 4.3;
    static constexpr double requantise = 17;
    static constexpr double addSums = 6;
    static constexpr double copy = 2;
    static constexpr double pool = 6;
    static constexpr double relu = 6;
    static constexpr double zeroPadding = 2;
};

/// `calls` moves of `bytes` in all.
constexpr double moveCycles(double calls, double bytes) { return calls * moveCallCycles + bytes / moveBytesPerCycle; }

/// One job; for a depthwise layer c is 1 and one output channel is computed at a time.
double digitalJobCycles(LayerKind kind, int c, int k, network::Extent kernel, network::Extent output);

/// One job: its weights are loaded, then `unroll` neighbouring pixels are computed at once.
double analogJobCycles(int c, network::Extent kernel, network::Extent output, int unroll, double clock_Hz);

} // namespace odimo::deploy
