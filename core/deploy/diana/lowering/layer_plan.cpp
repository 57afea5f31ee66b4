// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/diana/lowering/layer_plan.h"

#include "core/deploy/diana/lowering/chip_limits.h"

namespace odimo::deploy {

namespace {

/// The digital part gets what the array's jobs of so many rows leave.
std::optional<LayerPlan> planWith(const LayerWork &work, AnalogTiling analog, int l1, double clock_Hz)
{
    const int available = l1 - analog.bytes();
    LayerPlan made;
    if (work.digital) {
        // The array's places begin at a multiple of 64.
        std::optional<DigitalTiling> digital = digitalTiling(*work.digital, available / k64Channels * k64Channels);
        if (!digital)
            return std::nullopt;
        made.digital = std::move(*digital);
    } else if (available < 0) {
        return std::nullopt;
    }
    made.analogOffset = roundedUp(made.digital.bytes, k64Channels);
    made.l1 = analog.passes.empty() ? made.digital.bytes : made.analogOffset + analog.bytes();
    made.timing = timingOf(work, made.digital.tiles, analog, clock_Hz);
    made.analog = std::move(analog);
    for (std::size_t pass = 0; pass < made.analog.passes.size(); ++pass)
        made.analog.passes[pass].digitalTiles = made.timing.digitalTiles[pass];
    return made;
}

} // namespace

std::optional<LayerPlan> planOf(const LayerWork &work, int l1, int mostStaging, double clock_Hz)
{
    if (!work.analog)
        return planWith(work, {}, l1, clock_Hz);
    std::optional<LayerPlan> best;
    for (const int rows : partSizes(work.analog->layer.output.height, 1)) {
        AnalogTiling analog = analogTiling(*work.analog, rows);
        const bool stages = rows == 1 || analog.stagingBytes() <= mostStaging;
        if (analog.bytes() > l1 || !stages)
            continue;
        std::optional<LayerPlan> made = planWith(work, std::move(analog), l1, clock_Hz);
        if (made && (!best || made->timing.cycles < best->timing.cycles))
            best = std::move(made);
        // More memory would not help the digital unit any more, and smaller jobs do not help the array.
        if (best && best->digital.tiles.size() <= 1)
            break;
    }
    return best;
}

int leastBytes(const LayerWork &work)
{
    int bytes = 0;
    if (work.digital)
        bytes += roundedUp(leastDigitalBytes(*work.digital), k64Channels);
    if (work.analog)
        bytes += analogTiling(*work.analog, 1).bytes();
    return bytes;
}

} // namespace odimo::deploy
