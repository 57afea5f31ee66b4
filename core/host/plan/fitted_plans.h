// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/plan/inputs.h"
#include "core/host/plan/plan.h"
#include "core/host/plan/settings.h"
#include "core/project/project.h"

#include <optional>
#include <string>

namespace odimo::host {

/// Plans that were fitted to a time budget are those of a machine and a moment. The project keeps them, so that the
/// same settings are planned alike in it; other projects time for themselves, so that a bad moment spoils one front at
/// most.

/// The digest of all that such a plan depends on beside the times: settings without the seed, weights, data, platform,
/// version.
std::string planKey(const Settings &settings, const Inputs &inputs, const platform::Platform &platform);

/// The plan kept for these settings, if there is one, with the workers of this machine.
std::optional<Plan> fittedPlan(const project::Project &project, const Settings &settings, const Inputs &inputs);

void keepFittedPlan(project::Project &project, const Settings &settings, const Inputs &inputs, const Plan &plan);

} // namespace odimo::host
