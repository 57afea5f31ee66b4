// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace odimo::samples {

// Change a project as another program would, past all digests.

void execute(const std::filesystem::path &project, const std::string &sql);
std::int64_t number(const std::filesystem::path &project, const std::string &sql);
/// The first column of each row.
std::vector<std::string> texts(const std::filesystem::path &project, const std::string &sql);

/// Makes it one of schema 3, which knows no digests, and names `checkpoint` in every run and epoch.
void makeOlder(const std::filesystem::path &project, const std::string &checkpoint);

/// Makes it one of the schema that comes next, as far as can be known: with more columns, tables and views, and digests
/// made of something else.
void makeNewer(const std::filesystem::path &project);

} // namespace odimo::samples
