// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/project.h"

#include <filesystem>

namespace odimo::cli {

/// Opens a project to show what it holds; of one that a newer version made, stderr says so. Throws Error as
/// Project::open.
project::Project shownProject(const std::filesystem::path &path);

} // namespace odimo::cli
