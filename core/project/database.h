// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "core/project/project.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>
#include <string>

namespace odimo::project {

/// A new database with the schema in place; throws Error (BadInput) if it exists or cannot be made. Nothing is left
/// after a failure.
SQLite::Database createDatabase(const std::filesystem::path &path);

/// Throws Error (BadInput) on a file that is missing, no project, damaged, or of a newer schema. To be written, a file
/// of an older schema is brought to this one; to be read, it stays as it is.
SQLite::Database openDatabase(const std::filesystem::path &path, Access access);

/// The schema of an open project (PRAGMA user_version).
int schemaOf(SQLite::Database &database);

/// The sentence for an error of SQLite while a project is in use.
Error databaseError(const std::filesystem::path &path, const SQLite::Exception &error);

/// Calls `work`, with what SQLite throws turned into an Error naming the file.
template <typename Work>
auto withDatabase(const std::filesystem::path &path, Work work)
{
    try {
        return work();
    } catch (const SQLite::Exception &error) {
        throw databaseError(path, error);
    }
}

} // namespace odimo::project
