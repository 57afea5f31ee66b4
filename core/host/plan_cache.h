// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/plan.h"

#include <optional>
#include <string>

namespace odimo::host {

/// All that a plan made from times depends on, but for the times: settings without the seed, weights, data, platform,
/// machine, version.
std::string planKey(const Settings &settings, const Subject &subject, const platform::Platform &platform);

/// Plans are kept in $XDG_CACHE_HOME/odimo/plans.json (default ~/.cache), so that a repetition is planned alike
/// although timings are noisy. A cache that is missing, damaged or cannot be written is none; that is no error.
std::optional<Plan> cachedPlan(const std::string &key);
void keepPlan(const std::string &key, const Plan &plan);

} // namespace odimo::host
