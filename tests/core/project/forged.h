// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace odimo::samples {

// Change a project as another program would, past all digests.

void execute(const std::filesystem::path &project, const std::string &sql);
std::int64_t number(const std::filesystem::path &project, const std::string &sql);

/// Makes it one of schema 3, which knows no digests, and names `checkpoint` in every run and epoch.
void makeOlder(const std::filesystem::path &project, const std::string &checkpoint);

} // namespace odimo::samples
