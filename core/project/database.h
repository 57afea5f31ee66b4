// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.h"
#include "core/project/project.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>
#include <optional>
#include <string>

namespace odimo::project {

/// A new database with the schema and the setup in place. It is made in memory and written whole (writeNew), so that
/// at no moment a part of it lies there. Throws Error if it exists or cannot be made.
void createDatabase(const std::filesystem::path &path, const Setup &setup);

/// The tables and views of this schema, in an empty database.
void createTables(SQLite::Database &database);

/// Throws Error (BadInput) on a file that is missing, no project or damaged. To be written, a file of an older schema
/// is brought to this one, with a copy of it kept beside it and a line in its log that says so, and one of a newer
/// schema is an Error; to be read, either stays as it is.
SQLite::Database openDatabase(const std::filesystem::path &path, Access access);

/// A path beside `path` where nothing lies: "x-ending.odimo" for x.odimo, or "x-ending-2.odimo" ...
std::filesystem::path freePlaceBeside(const std::filesystem::path &path, const std::string &ending);
/// The ending of the copy that is kept of a project of an older schema.
std::string endingOfKept(int schema);

/// The schema of an open project (PRAGMA user_version).
int schemaOf(SQLite::Database &database);

/// The sentence for a file that is not what was stored.
Error damaged(const std::filesystem::path &path, const std::string &reason);
/// The sentence for one with something in it that is not understood: damaged, or of a newer schema.
Error notUnderstood(SQLite::Database &database, const std::filesystem::path &path, const std::string &reason);

/// An Error if the open file is no longer the one at `path`: it was deleted, moved or replaced. What it holds is then
/// in another file beside it, which the message names. Throws Error if that cannot be written.
std::optional<Error> lossOfPlace(SQLite::Database &database, const std::filesystem::path &path);

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
