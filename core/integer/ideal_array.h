// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/mapping/trained_network.h"

namespace odimo::integer {

/// A trained network and what it runs on.
struct OnPlatform {
    mapping::TrainedNetwork trained;
    platform::Platform platform;
};

/// True if a unit reads its sums through converters (converter.h).
bool hasConverters(const platform::Platform &platform);

/// The same network on an array whose sums are exact, for comparison alone, as no chip with converters computes it: the
/// integers of the weights stay, the multipliers become those of sums. `trained` is mapped and quantised by the
/// corrected rules.
OnPlatform withoutConverters(const mapping::TrainedNetwork &trained, const platform::Platform &platform);

} // namespace odimo::integer
