// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/plan/plan.h"
#include "core/host/plan/settings.h"
#include "core/project/project.h"

#include <optional>

namespace odimo::host {

/// The settings and the plan of the last exploration of a project; absent if there was none. Throw Error naming the
/// field if another version wrote what this one does not read.
std::optional<Settings> storedSettings(const project::Project &project);
std::optional<Plan> storedPlan(const project::Project &project);

} // namespace odimo::host
