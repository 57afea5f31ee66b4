// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>
#include <string>

namespace odimo::project {

// A project of a schema that this version does not know is read as far as it holds what this version knows, and never
// written. What its digests are made of is unknown: they are not checked.

bool isNewer(int schema);

/// "x.odimo was made by a newer version of ODiMO (project schema 6; this is 0.1.0 with schema 5)"
std::string madeByNewerVersion(const std::filesystem::path &path, int schema);

/// The sentence for one that is to be written.
Error newerToWrite(const std::filesystem::path &path, int schema);
/// The sentence for one that cannot be read; `reason` says what is in the way.
Error newerToRead(const std::filesystem::path &path, int schema, const std::string &reason);

/// Throws Error if a table or a column is missing that this version reads.
void requireKnownColumns(SQLite::Database &database, const std::filesystem::path &path);

} // namespace odimo::project
