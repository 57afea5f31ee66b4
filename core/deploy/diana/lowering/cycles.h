// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deploy/diana/lowering/chip_program.h"

namespace odimo::deploy {

// Predicted cycles of what the units and the host do. Jobs: the arrays' sizes and the times that ODiMO's cost model has
// for them (docs/diana.md 4), of one job instead of a layer. Moves: counted on public code (a call costs 70
// cycles). All without the chip: good for an order of steps, not for a promise.

constexpr double moveCallCycles = 70;
constexpr double moveBytesPerCycle = 16;
constexpr double arrayOperation_s = 70e-9;
constexpr double arrayLoadCyclesPerRow = 8;

/// What the host core does in the code that this program writes, cycles per code: instructions of hal/cpu built as
/// `make chip` builds it (-O2) for RV32IMC, counted under emulation on maps of 32 columns
/// (tests/benchmarks/host_core.sh). Maps of 8 columns take up to a fifth more. Published figures of other code are in
/// the platform ("layout").
struct HostCycles {
    static constexpr double makeK64 = 6.3;
    static constexpr double clearK64 = 1.1; ///< Of each channel that K64 has beyond those of the input.
    static constexpr double requantise = 16;
    static constexpr double addSums = 9;
    static constexpr double copy = 9; ///< Of rows as they lie in memory, with their padding.
    static constexpr double pack = 12.7;
    static constexpr double unpack = 12.4;
    static constexpr double flatten = 13.2;
    static constexpr double pool = 26.5; ///< Of each place of a window.
    static constexpr double mean = 6.4;  ///< Of each code of a global average.
    static constexpr double relu = 20.2;
    static constexpr double zeroPadding = 10;
};

/// `pixels` of `channels` are brought into the layout of the array.
double k64Cycles(int channels, double pixels);

/// `calls` moves of `bytes` in all.
constexpr double moveCycles(double calls, double bytes) { return calls * moveCallCycles + bytes / moveBytesPerCycle; }

/// One job; for a depthwise layer c is 1 and one output channel is computed at a time.
double digitalJobCycles(LayerKind kind, int c, int k, network::Extent kernel, network::Extent output);

/// One job: its weights are loaded, then `unroll` neighbouring pixels are computed at once.
double analogJobCycles(int c, network::Extent kernel, network::Extent output, int unroll, double clock_Hz);

} // namespace odimo::deploy
