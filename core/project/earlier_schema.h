// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

namespace odimo::project {

/// What the first change does to a project of an earlier schema, and where its copy will lie: "x.odimo was made by an
/// earlier version of ODiMO (project schema 3). The first change brings it to schema 5 and keeps a copy of it as it is
/// now: x-schema3.odimo". Empty for a project that needs no such change, and where there is no file. Throws Error as
/// openDatabase.
std::string plannedUpgrade(const std::filesystem::path &path);

} // namespace odimo::project
