// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deploy/diana/lowering/layer_timing.h"

namespace odimo::deploy {

/// How a layer shares L1 and time between the units. The array's places begin where the digital unit's end.
struct LayerPlan {
    DigitalTiling digital; ///< Without tiles if it has no channels.
    AnalogTiling analog;   ///< Without passes if it has no channels.
    int analogOffset = 0;  ///< Of the array's places in L1.
    int l1 = 0;            ///< Bytes.
    LayerTiming timing;
};

/// The plan of the fewest predicted cycles; absent if the parts do not fit so many bytes of L1 together.
/// K64 and codes of a pass take `mostStaging` bytes of L2 at most, if that is enough for one row of the image.
std::optional<LayerPlan> planOf(const LayerWork &work, int l1, int mostStaging, double clock_Hz);

/// The least L1 that the parts take together, in bytes: for messages.
int leastBytes(const LayerWork &work);

} // namespace odimo::deploy
