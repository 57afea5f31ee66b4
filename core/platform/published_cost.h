// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/platform/platform.h"

namespace odimo::platform {

/// Of one unit for a real number of channels.
struct PublishedCycles {
    double cycles = 0;
    double slope = 0; ///< Cycles per channel.
};

/// What the published cost rule of a search needs beside a cost model (docs/method.md 5.3): the formula of the authors'
/// code at real channel counts and its gradient, in which `ceil` passes the gradient unchanged, as if every channel
/// took a whole block. The gate of an empty unit has no gradient here; theirs adds up to 1 to that of the loss for each
/// channel of a unit that has less than one. A cost model that was published with such a gradient derives from this
/// class too; the default rule needs none.
class PublishedCost {
public:
    virtual ~PublishedCost() = default;
    /// For 0 <= channels <= layer.outChannels: at whole counts `cycles` is the cost model's answer; between two whole
    /// counts `cycles` is linear and `slope` constant.
    virtual PublishedCycles published(const LayerGeometry &layer, double channels) const = 0;
};

/// Throws Error naming the unit if its form of cost was not published with a gradient.
const PublishedCost &publishedCost(const ComputeUnit &unit);

/// Throws as publishedCost does unless every unit has one.
void checkPublishedCosts(const Platform &platform);

} // namespace odimo::platform
