// SPDX-License-Identifier: Apache-2.0
#include "tests/core/project/forged.h"

#include "core/project/schema.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace odimo::samples {

void execute(const std::filesystem::path &project, const std::string &sql)
{
    SQLite::Database(project.string(), SQLite::OPEN_READWRITE).exec(sql);
}

std::int64_t number(const std::filesystem::path &project, const std::string &sql)
{
    return SQLite::Database(project.string()).execAndGet(sql).getInt64();
}

std::vector<std::string> texts(const std::filesystem::path &project, const std::string &sql)
{
    SQLite::Database database(project.string());
    SQLite::Statement rows(database, sql);
    std::vector<std::string> found;
    while (rows.executeStep())
        found.push_back(rows.getColumn(0).getString());
    return found;
}

void makeOlder(const std::filesystem::path &project, const std::string &checkpoint)
{
    const std::string column = " ADD COLUMN checkpoint TEXT NOT NULL DEFAULT '" + checkpoint + "';";
    execute(project, "DROP VIEW v_splits; ALTER TABLE epochs DROP COLUMN splits; DROP TABLE executions;"
                     "DROP TABLE repetitions; DROP TABLE digests; ALTER TABLE runs" +
                         column + "ALTER TABLE epochs" + column + "PRAGMA user_version = 3");
}

void makeNewer(const std::filesystem::path &project)
{
    execute(project, "ALTER TABLE runs ADD COLUMN colour TEXT; CREATE TABLE wishes (run INTEGER, wish TEXT) STRICT;"
                     "CREATE VIEW v_wishes AS SELECT * FROM wishes; UPDATE digests SET sha256 = 'other';"
                     "PRAGMA user_version = " +
                         std::to_string(project::schemaVersion + 1));
}

} // namespace odimo::samples
