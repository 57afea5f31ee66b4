// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace odimo::project {

/// What could be saved from a damaged project.
struct Rescue {
    int runs = 0;                    ///< That are whole, but for what `losses` says of them.
    std::vector<std::string> losses; ///< A sentence each.
};

/// Copies all that is as it was stored from a damaged project into a new one; the damaged file is only read. Runs keep
/// their numbers: one that is lost leaves a failed run that says so. Throws Error if nothing can be read without the
/// part that is damaged (the setup, the beginning of the file), or as Project::create.
Rescue rescue(const std::filesystem::path &damaged, const std::filesystem::path &rescued);

} // namespace odimo::project
