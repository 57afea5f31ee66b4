// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/platform/layer_geometry.h"

#include <cmath>

namespace odimo::platform {

// What the formulas of several cost models share.

/// How many steps `count` take if so many at once do; the last step may be a part.
inline double blocks(double count, int atOnce) { return std::ceil(count / atOnce); }

/// Each output channel reads one input channel, and each of these is read by one.
inline bool isDepthwise(const LayerGeometry &layer)
{
    return layer.groups == layer.inChannels && layer.groups == layer.outChannels;
}

} // namespace odimo::platform
