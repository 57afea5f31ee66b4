// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace odimo::project {

/// What is not as it was stored, a sentence each; empty if all of the project is whole. Reads all of it: the structure
/// of the file, everything that is under a digest, and all weights. Of a project of a newer version only the structure
/// can be checked. Throws Error as Project::open if the project cannot be opened at all.
std::vector<std::string> damageOf(const std::filesystem::path &project);

/// Throws Error naming the first damage and the number of others, if there is any, and what to do.
void requireIntegrity(const std::filesystem::path &project);

} // namespace odimo::project
