// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deploy/diana/lowering/analog_passes.h"
#include "core/deploy/diana/lowering/digital_tiles.h"

#include <optional>

namespace odimo::deploy {

/// What a layer's step is made of, before it has memory.
struct LayerWork {
    std::optional<DigitalWork> digital;
    std::optional<AnalogWork> analog;
    double k64Cycles = 0;      ///< Of the host, for the K64 of the whole input at the beginning.
    double gatheredCodes = 0;  ///< Codes that it copies together for that, with their padding.
    double scatteredCodes = 0; ///< Codes of the digital part that it copies to their places.
    double paddingCodes = 0;   ///< Zeros that it writes at the end.
};

/// The jobs of a step in time, from 0, and how long it takes.
struct LayerTiming {
    std::vector<ScheduleEntry> entries;
    std::vector<Span> digitalTiles; ///< By pass: those that run beside it.
    double cycles = 0;
};

/// Both units in flight, as the host starts them: K64 first, then each job of the array with tiles of the digital
/// unit until it is done, its codes stored and requantised before the next; tiles that are left come last. A tile that
/// would outlast the array's job begins beside it only if the digital unit has more left to do than the array.
LayerTiming timingOf(const LayerWork &work, const std::vector<DigitalTile> &tiles, const AnalogTiling &analog,
                     double clock_Hz);

} // namespace odimo::deploy
