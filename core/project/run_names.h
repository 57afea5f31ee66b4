// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/project.h"

#include <cstdint>
#include <map>
#include <string>

namespace odimo::project {

/// Names that the user gave to runs, by their numbers; UTF-8. They decide nothing.
using RunNames = std::map<std::int64_t, std::string>;

/// Longest name, in bytes.
inline constexpr std::size_t longestRunName = 200;

/// Kept as the document "run_names". Throws Error if that is damaged.
RunNames runNames(const Project &project);

/// In place of all that there were. Spaces around a name do not belong to it, and an empty one is none. Throws Error on
/// a run that the project does not have, and on a name that is too long or has control characters.
void storeRunNames(Project &project, const RunNames &names);

} // namespace odimo::project
