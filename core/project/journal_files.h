// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace odimo::project {

// SQLite keeps what is not yet in the database in files beside it, and goes by what it finds there.

/// Throws Error if such files lie where a project is to be made: SQLite would take what they hold for a part of it.
void requireNoJournals(const std::filesystem::path &path);

/// Throws Error if they are not of the kind that this program leaves: links, through which SQLite would write
/// elsewhere, or a journal that names another file, which it would delete.
void requireOwnJournals(const std::filesystem::path &path);

/// True if there is a rollback journal: a project has one only for the moments in which it is opened and closed.
bool hasJournal(const std::filesystem::path &path);

} // namespace odimo::project
