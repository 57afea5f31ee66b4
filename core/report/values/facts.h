// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/values/report.h"

#include <vector>

namespace odimo::report {

/// The settings and the plan of the last exploration; empty if the project holds none. Throws Error if they are
/// damaged.
std::vector<Fact> settingsFacts(const project::Project &project);

/// What the project says of its origin, and the digests of what it is about.
std::vector<Fact> provenanceFacts(const project::Project &project);

} // namespace odimo::report
