// SPDX-License-Identifier: Apache-2.0
#include "core/project/database.h"

#include "core/base/files.h"
#include "core/base/safe_files.h"
#include "core/project/digests.h"
#include "core/project/journal_files.h"
#include "core/project/newer_schema.h"
#include "core/project/schema.h"
#include "core/project/state.h"

#include <sqlite3.h>

#include <cerrno>
#include <cstring>
#include <memory>
#include <new>
#include <utility>

#include <unistd.h>

namespace odimo::project {

namespace {

constexpr int busyTimeout_ms = 5000;

/// Readers go on while the host writes, and a commit is on disk before it is acknowledged.
void useWriteAheadLog(SQLite::Database &database)
{
    database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON");
}

/// The database as one file, as it would lie on the disk with nobody using it.
std::vector<std::byte> wholeFile(SQLite::Database &database)
{
    sqlite3_int64 size = 0;
    const std::unique_ptr<unsigned char, void (*)(void *)> bytes(
        sqlite3_serialize(database.getHandle(), "main", &size, 0), sqlite3_free);
    if (!bytes || size < 100)
        throw errorFrom(std::bad_alloc());
    bytes.get()[18] = bytes.get()[19] = 1; // No write-ahead log (sqlite.org/fileformat.html).
    const auto *begin = reinterpret_cast<const std::byte *>(bytes.get());
    return {begin, begin + size};
}

/// Returns where the copy lies.
std::filesystem::path copyBeside(SQLite::Database &database, const std::filesystem::path &path,
                                 const std::string &ending)
{
    const std::vector<std::byte> bytes = wholeFile(database);
    while (true) { // Another program may take the place meanwhile.
        const std::filesystem::path copy = freePlaceBeside(path, ending);
        if (writeNew(copy, bytes))
            return copy;
    }
}

/// Takes back what a writer that was killed had begun; a reader cannot.
void playBack(const std::filesystem::path &path)
{
    SQLite::Database database(path.string(), SQLite::OPEN_READWRITE, busyTimeout_ms);
    schemaOf(database);
}

void checkKind(SQLite::Database &database, const std::filesystem::path &path, Access access)
{
    const int kind = database.execAndGet("PRAGMA application_id").getInt();
    const int version = schemaOf(database);
    if (kind != applicationId)
        throw Error(path.string() + " is a database of another program, no ODiMO project; name another file");
    if (isNewer(version) && access == Access::ReadWrite)
        throw newerToWrite(path, version);
    if (version < 1)
        throw damaged(path, "its schema version is " + std::to_string(version));
}

/// Projects come from anybody. What a file of data can bring along besides data does not run: views, triggers and
/// functions with effects (https://sqlite.org/security.html).
void distrust(SQLite::Database &database)
{
    for (const auto &[option, isOn] : {std::pair{SQLITE_DBCONFIG_DEFENSIVE, 1},
                                       {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
                                       {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
                                       {SQLITE_DBCONFIG_ENABLE_VIEW, 0}})
        sqlite3_db_config(database.getHandle(), option, isOn, nullptr);
    database.exec("PRAGMA cell_size_check = ON");
}

/// Our tables are tables that hold what they say; only the views of the schema stand beside them. A newer version may
/// have more views; none is ever computed here.
void checkTables(SQLite::Database &database, const std::filesystem::path &path)
{
    const std::string otherViews = isNewer(schemaOf(database))
                                       ? ""
                                       : "OR (type = 'view' AND name NOT IN ('v_front', 'v_layers', 'v_epochs', "
                                         "'v_splits')) ";
    SQLite::Statement query(
        database, "SELECT type, name FROM sqlite_schema AS entry WHERE type = 'trigger' " + otherViews +
                      "OR (type = 'table' AND (rootpage = 0 "
                      "OR EXISTS (SELECT 1 FROM pragma_table_xinfo(entry.name) AS field WHERE field.hidden > 0)))");
    if (query.executeStep())
        throw Error(path.string() + " is no project as this program makes it: its " + query.getColumn(0).getString() +
                    " \"" + query.getColumn(1).getString() + "\" would compute what a project holds; do not use it");
}

void writeVersion(SQLite::Database &database)
{
    database.exec("PRAGMA user_version = " + std::to_string(schemaVersion));
}

/// The log is under no digest that this could break.
void logUpgrade(SQLite::Database &database, int before, const std::filesystem::path &copy)
{
    SQLite::Statement insert(database, "INSERT INTO log (run, at, level, text) VALUES (0, ?, 'info', ?)");
    insert.bind(1, timestamp());
    insert.bind(2, "The project was made by an earlier version and is brought from schema " + std::to_string(before) +
                       " to " + std::to_string(schemaVersion) + ". A copy of it as it was is kept: " + copy.string());
    insert.exec();
}

void bringUpToDate(SQLite::Database &database, const std::filesystem::path &path)
{
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    const int before = schemaOf(database);
    if (before == schemaVersion)
        return; // Another program was quicker.
    logUpgrade(database, before, copyBeside(database, path, endingOfKept(before)));
    if (schemaOf(database) < schemaWithPhase)
        database.exec(addPhaseSql);
    if (schemaOf(database) < schemaWithAnalyses)
        database.exec(addAnalysesSql);
    if (schemaOf(database) < schemaWithDigests) {
        database.exec(addDigestsSql);
        sealAll(database);
    }
    if (schemaOf(database) < schemaWithExecutions)
        database.exec(executionsSql);
    if (schemaOf(database) < schemaWithSplits) {
        database.exec(addSplitsSql);
        database.exec(splitsViewSql);
    }
    writeVersion(database);
    transaction.commit();
}

} // namespace

Error damaged(const std::filesystem::path &path, const std::string &reason)
{
    return Error(path.string() + " is damaged (" + reason +
                 "); restore it from a copy, or rescue what is whole of it into a new project");
}

Error notUnderstood(SQLite::Database &database, const std::filesystem::path &path, const std::string &reason)
{
    const int schema = schemaOf(database);
    return isNewer(schema) ? newerToRead(path, schema, reason) : damaged(path, reason);
}

std::filesystem::path freePlaceBeside(const std::filesystem::path &path, const std::string &ending)
{
    for (int number = 1;; ++number) {
        std::filesystem::path place = path;
        place.replace_filename(path.stem().string() + "-" + ending + (number > 1 ? "-" + std::to_string(number) : "") +
                               path.extension().string());
        if (!std::filesystem::exists(std::filesystem::symlink_status(place)))
            return place;
    }
}

std::string endingOfKept(int schema) { return "schema" + std::to_string(schema); }

int schemaOf(SQLite::Database &database) { return database.execAndGet("PRAGMA user_version").getInt(); }

Error databaseError(const std::filesystem::path &path, const SQLite::Exception &error)
{
    switch (error.getErrorCode()) {
    case SQLITE_NOTADB:
        return Error(path.string() + " is no ODiMO project", ErrorKind::BadInput, Remedy::ExistingProject);
    case SQLITE_CORRUPT:
    case SQLITE_ERROR: // Our own words are right, so the tables are not.
    case SQLITE_MISMATCH:
        return damaged(path, error.what());
    case SQLITE_NOMEM:
        return errorFrom(std::bad_alloc());
    case SQLITE_READONLY:
        return Error(path.string() + " cannot be written: it was opened for reading or is write-protected",
                     ErrorKind::InputOutput);
    case SQLITE_BUSY:
        return Error(path.string() + " is being written by another program; wait for it to end",
                     ErrorKind::InputOutput);
    case SQLITE_FULL:
        return Error(path.string() + " cannot be written: the disk is full and needs room", ErrorKind::InputOutput,
                     Remedy::ResumeExploration);
    case SQLITE_CANTOPEN:
    case SQLITE_IOERR:
        return Error(path.string() + " cannot be used: it or a file beside it cannot be opened, made or written (" +
                         error.what() + "); see whether the disk is full or the folder write-protected",
                     ErrorKind::InputOutput);
    default:
        return Error(path.string() + " cannot be used as a project: " + error.what(), ErrorKind::InputOutput);
    }
}

std::optional<Error> lossOfPlace(SQLite::Database &database, const std::filesystem::path &path)
{
    int hasMoved = 0;
    if (sqlite3_file_control(database.getHandle(), "main", SQLITE_FCNTL_HAS_MOVED, &hasMoved) != SQLITE_OK ||
        hasMoved == 0)
        return std::nullopt;
    const std::filesystem::path copy = copyBeside(database, path, "rescued");
    return Error(path.string() + " was deleted or replaced while it was in use; nothing is lost: all of it is in " +
                     copy.string() + ", which can be renamed and explored on",
                 ErrorKind::InputOutput);
}

void createTables(SQLite::Database &database)
{
    database.exec(schemaSql);
    database.exec(executionsSql);
    database.exec(splitsViewSql);
}

void createDatabase(const std::filesystem::path &path, const Setup &setup)
{
    requirePlace(path);
    const std::string words = "the project " + path.string() + " cannot be made: ";
    try {
        SQLite::Database database(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        SQLite::Transaction transaction(database);
        createTables(database);
        database.exec("PRAGMA application_id = " + std::to_string(applicationId));
        writeVersion(database);
        writeSetup(database, setup);
        sealAll(database);
        transaction.commit();
        if (!std::filesystem::exists(std::filesystem::symlink_status(path)))
            requireNoJournals(path);
        if (!writeNew(path, wholeFile(database)))
            throw Error("it exists already", ErrorKind::BadInput, Remedy::OtherProjectFile);
    } catch (const Error &error) {
        throw error.within(words);
    } catch (const SQLite::Exception &error) {
        throw databaseError(path, error).within(words);
    }
}

SQLite::Database openDatabase(const std::filesystem::path &path, Access access)
{
    if (!std::filesystem::is_directory(path))
        requireRegularFile(path);
    if (!std::filesystem::is_regular_file(path))
        throw Error("there is no project " + path.string(), ErrorKind::BadInput, Remedy::FirstExploration);
    if (std::filesystem::file_size(path) == 0)
        throw Error(path.string() + " is empty, no ODiMO project", ErrorKind::BadInput, Remedy::ExistingProject);
    if (access == Access::ReadWrite && ::access(path.c_str(), W_OK) != 0)
        throw Error("the project " + path.string() + " cannot be written: " + std::strerror(errno));
    requireOwnJournals(path);
    return withDatabase(path, [&] {
        if (access == Access::ReadOnly && hasJournal(path) && ::access(path.c_str(), W_OK) == 0)
            playBack(path);
        const int flags = access == Access::ReadWrite ? SQLite::OPEN_READWRITE : SQLite::OPEN_READONLY;
        SQLite::Database database(path.string(), flags, busyTimeout_ms);
        distrust(database);
        checkKind(database, path, access);
        checkTables(database, path);
        if (isNewer(schemaOf(database)))
            requireKnownColumns(database, path);
        if (access == Access::ReadWrite) {
            useWriteAheadLog(database);
            if (schemaOf(database) < schemaVersion)
                bringUpToDate(database, path);
        }
        return database;
    });
}

} // namespace odimo::project
