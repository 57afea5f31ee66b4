// SPDX-License-Identifier: Apache-2.0
#include "core/project/storage.h"

#include "core/project/database.h"
#include "core/project/schema.h"

namespace odimo::project {

namespace {

std::int64_t bytesOf(SQLite::Database &database, const std::string &expression, const char *table)
{
    return database.execAndGet("SELECT coalesce(sum(" + expression + "), 0) FROM " + table).getInt64();
}

/// A content counts for the role and for the run that stored it first.
void addWeights(SQLite::Database &database, Storage &storage)
{
    SQLite::Statement roles(database, "SELECT w.role, count(*), sum(length(c.compressed)) FROM contents c "
                                      "JOIN (SELECT sha256, role, min(rowid) FROM weights GROUP BY sha256) w "
                                      "ON w.sha256 = c.sha256 GROUP BY w.role");
    while (roles.executeStep())
        storage.weights[roles.getColumn(0).getString()] = {.files = roles.getColumn(1).getInt(),
                                                           .bytes = roles.getColumn(2).getInt64()};
    SQLite::Statement runs(database,
                           "SELECT w.run, sum(length(c.compressed)) FROM contents c "
                           "JOIN (SELECT sha256, run FROM weights GROUP BY sha256 HAVING count(DISTINCT run) = 1) w "
                           "ON w.sha256 = c.sha256 GROUP BY w.run");
    while (runs.executeStep())
        storage.weightsOfRun[runs.getColumn(0).getInt64()] = runs.getColumn(1).getInt64();
}

} // namespace

Storage storageOf(const std::filesystem::path &path)
{
    SQLite::Database database = openDatabase(path, Access::ReadOnly);
    return withDatabase(path, [&] {
        const std::int64_t page = database.execAndGet("PRAGMA page_size").getInt64();
        Storage storage{.file = page * database.execAndGet("PRAGMA page_count").getInt64(),
                        .unused = page * database.execAndGet("PRAGMA freelist_count").getInt64()};
        addWeights(database, storage);
        if (schemaOf(database) >= schemaWithAnalyses)
            storage.analyses = bytesOf(database, "length(sensitivity)", "analyses");
        const std::string splits = schemaOf(database) >= schemaWithSplits ? " + coalesce(length(splits), 0)" : "";
        constexpr const char *numbersOfEpoch = "72 + length(phase)"; // Nine of eight bytes at most.
        storage.epochs = bytesOf(database, numbersOfEpoch + splits, "epochs");
        storage.log = bytesOf(database, "length(at) + length(level) + length(text)", "log");
        storage.setup = bytesOf(database, "length(value)", "setup") + bytesOf(database, "length(value)", "notes");
        return storage;
    });
}

void compact(const std::filesystem::path &path)
{
    SQLite::Database database = openDatabase(path, Access::ReadWrite);
    withDatabase(path, [&] {
        database.exec("VACUUM");
        database.tryExec("PRAGMA journal_mode = DELETE");
        return 0;
    });
}

} // namespace odimo::project
