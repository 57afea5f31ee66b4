// SPDX-License-Identifier: Apache-2.0
#include "core/project/database.h"

#include "core/base/version.h"
#include "core/project/schema.h"

#include <sqlite3.h>

#include <cerrno>
#include <cstring>

#include <unistd.h>

namespace odimo::project {

namespace {

constexpr int busyTimeout_ms = 5000;

Error damaged(const std::filesystem::path &path, const std::string &reason)
{
    return Error(path.string() + " is damaged (" + reason + "); restore it from a copy, or explore into another file");
}

/// Readers go on while the host writes, and a commit is on disk before it is acknowledged.
void useWriteAheadLog(SQLite::Database &database)
{
    database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON");
}

void checkKind(SQLite::Database &database, const std::filesystem::path &path)
{
    const int kind = database.execAndGet("PRAGMA application_id").getInt();
    const int version = schemaOf(database);
    if (kind != applicationId)
        throw Error(path.string() + " is a database of another program, no ODiMO project; name another file");
    if (version > schemaVersion)
        throw Error(path.string() + " was made by a newer version of ODiMO (project schema " + std::to_string(version) +
                    "; this is " + odimo::version() + " with schema " + std::to_string(schemaVersion) +
                    "); install the newer version to open it");
    if (version < 1)
        throw damaged(path, "its schema version is " + std::to_string(version));
}

void writeVersion(SQLite::Database &database)
{
    database.exec("PRAGMA user_version = " + std::to_string(schemaVersion));
}

void bringUpToDate(SQLite::Database &database)
{
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    if (schemaOf(database) < schemaWithPhase)
        database.exec(addPhaseSql);
    if (schemaOf(database) < schemaWithAnalyses)
        database.exec(addAnalysesSql);
    writeVersion(database);
    transaction.commit();
}

} // namespace

int schemaOf(SQLite::Database &database) { return database.execAndGet("PRAGMA user_version").getInt(); }

Error databaseError(const std::filesystem::path &path, const SQLite::Exception &error)
{
    switch (error.getErrorCode()) {
    case SQLITE_NOTADB:
        return Error(path.string() + " is no ODiMO project; name a file that `odimo explore` made, or a new one");
    case SQLITE_CORRUPT:
        return damaged(path, error.what());
    case SQLITE_READONLY:
        return Error(path.string() + " cannot be written: it was opened for reading or is write-protected",
                     ErrorKind::InputOutput);
    case SQLITE_BUSY:
        return Error(path.string() + " is being written by another program; wait for it to end",
                     ErrorKind::InputOutput);
    case SQLITE_FULL:
        return Error(path.string() + " cannot be written: the disk is full; make room and resume",
                     ErrorKind::InputOutput);
    default:
        return Error(path.string() + " cannot be used as a project: " + error.what(), ErrorKind::InputOutput);
    }
}

SQLite::Database createDatabase(const std::filesystem::path &path)
{
    if (std::filesystem::exists(path))
        throw Error(path.string() + " exists already; name another project file");
    const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : ".";
    if (!std::filesystem::is_directory(folder))
        throw Error("the project " + path.string() + " cannot be made: there is no folder " + folder.string());
    if (access(folder.c_str(), W_OK) != 0)
        throw Error("the project " + path.string() + " cannot be made: " + folder.string() + " cannot be written (" +
                    std::strerror(errno) + "); name a file in a folder of your own");
    try {
        SQLite::Database database(path.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, busyTimeout_ms);
        useWriteAheadLog(database);
        SQLite::Transaction transaction(database);
        database.exec(schemaSql);
        database.exec("PRAGMA application_id = " + std::to_string(applicationId));
        writeVersion(database);
        transaction.commit();
        return database;
    } catch (const SQLite::Exception &error) {
        std::error_code ignored;
        std::filesystem::remove(path, ignored);
        throw Error("the project " + path.string() + " cannot be made: " + error.what());
    }
}

SQLite::Database openDatabase(const std::filesystem::path &path, Access access)
{
    if (!std::filesystem::is_regular_file(path))
        throw Error("there is no project " + path.string() + "; `odimo explore --project` makes one");
    if (std::filesystem::file_size(path) == 0)
        throw Error(path.string() + " is empty, no ODiMO project; name another file");
    if (access == Access::ReadWrite && ::access(path.c_str(), W_OK) != 0)
        throw Error("the project " + path.string() + " cannot be written: " + std::strerror(errno));
    return withDatabase(path, [&] {
        const int flags = access == Access::ReadWrite ? SQLite::OPEN_READWRITE : SQLite::OPEN_READONLY;
        SQLite::Database database(path.string(), flags, busyTimeout_ms);
        checkKind(database, path);
        if (access == Access::ReadWrite) {
            useWriteAheadLog(database);
            if (schemaOf(database) < schemaVersion)
                bringUpToDate(database);
        }
        return database;
    });
}

} // namespace odimo::project
