// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/platform/platform.h"

#include <string_view>

namespace odimo::platform {

/// Behind the name or path of a platform: channels may be left out (loadPlatform).
inline constexpr std::string_view noneSuffix = "+none";

/// True of a unit whose channels nobody computes: it takes channels of every operator, and of each a constant remains.
bool leavesOut(const ComputeUnit &unit);

/// True of a layer's channels that somebody computes, on some unit of the platform.
bool isComputed(const Layer &layer, const Platform &platform);

/// The unit `none`, which leaves channels out: no cycles, no weights, and 8-bit biases as digital units have them. Its
/// activations and the layout of its tensors are those of the platform's reference unit.
ComputeUnit unitNone(const Platform &platform);

/// The platform with the unit `none`, its name followed by noneSuffix; itself if it has one already. Throws Error if
/// one of its units has that name.
Platform withNone(const Platform &platform);

} // namespace odimo::platform
