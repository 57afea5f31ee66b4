// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/project.h"

namespace odimo::project {

/// Takes weights of a run of one project, in their role, into a run of another. Throws Error as
/// Project::extractWeights.
void copyWeights(const Project &from, std::int64_t run, const std::string &role, Project &to, std::int64_t toRun);

} // namespace odimo::project
