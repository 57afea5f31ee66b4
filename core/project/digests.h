// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/content.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdint>
#include <filesystem>
#include <vector>

namespace odimo::project {

/// What is under one digest: rows that only make sense as they were stored together.
enum class Part {
    Setup,
    Notes,
    ReferencePoints,
    Run,        ///< A row of `runs` with its measurements and the addresses of its weights.
    Epochs,     ///< Of a run.
    Analysis,   ///< Of a run.
    Executions, ///< Of a run, and its repetition.
};

/// Makes and checks digests of parts; statements are prepared once. Parts of a run have its number as `id`.
class Digests {
public:
    /// Throws SQLite::Exception.
    Digests(SQLite::Database &database, Part part);
    /// Stores the digest of the part as it stands, in the transaction of the caller.
    void seal(std::int64_t id = 0);
    /// Throws Error if the part is not what was stored.
    void check(const std::filesystem::path &path, std::int64_t id = 0);

private:
    std::string subject(std::int64_t id) const;
    std::string digest(std::int64_t id);

    Part m_part;
    std::vector<SQLite::Statement> m_rows;
    SQLite::Statement m_stored;
    SQLite::Statement m_store;
    Sha256 m_sum;
};

/// What is read while it lives is of one moment, whatever another process writes meanwhile.
class Moment {
public:
    explicit Moment(SQLite::Database &database);
    ~Moment();
    Moment(const Moment &) = delete;
    Moment &operator=(const Moment &) = delete;

private:
    SQLite::Database &m_database;
    bool m_begun;
};

/// True for a schema that has digests, and none that this version does not know.
bool hasKnownDigests(int schema);

/// Checks a part of a project that has known digests.
void checkPart(SQLite::Database &database, const std::filesystem::path &path, Part part, std::int64_t id = 0);

/// Throws Error if there are more or fewer runs than were stored.
void checkNumberOfRuns(SQLite::Database &database, const std::filesystem::path &path, std::size_t runs);

/// Seals all there is.
void sealAll(SQLite::Database &database);

} // namespace odimo::project
