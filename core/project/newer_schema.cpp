// SPDX-License-Identifier: Apache-2.0
#include "core/project/newer_schema.h"

#include "core/base/version.h"
#include "core/project/database.h"
#include "core/project/schema.h"

#include <vector>

namespace odimo::project {

namespace {

struct Column {
    std::string table, name;
};

/// All that a project of this version has.
std::vector<Column> knownColumns()
{
    SQLite::Database database(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    createTables(database);
    SQLite::Statement query(database,
                            "SELECT entry.name, field.name FROM sqlite_schema AS entry, pragma_table_info(entry.name) "
                            "AS field WHERE entry.type = 'table' ORDER BY entry.name, field.cid");
    std::vector<Column> columns;
    while (query.executeStep())
        columns.push_back({query.getColumn(0).getString(), query.getColumn(1).getString()});
    return columns;
}

} // namespace

bool isNewer(int schema) { return schema > schemaVersion; }

std::string madeByNewerVersion(const std::filesystem::path &path, int schema)
{
    return path.string() + " was made by a newer version of ODiMO (project schema " + std::to_string(schema) +
           "; this is " + version() + " with schema " + std::to_string(schemaVersion) + ")";
}

Error newerToWrite(const std::filesystem::path &path, int schema)
{
    return Error(madeByNewerVersion(path, schema) +
                 " and can only be looked at; install the newer version to change it");
}

Error newerToRead(const std::filesystem::path &path, int schema, const std::string &reason)
{
    return Error(madeByNewerVersion(path, schema) + ", of which this one cannot read something (" + reason +
                 "); install the newer version to open it");
}

void requireKnownColumns(SQLite::Database &database, const std::filesystem::path &path)
{
    SQLite::Statement query(database, "SELECT 1 FROM sqlite_schema AS entry, pragma_table_info(entry.name) AS field "
                                      "WHERE entry.type = 'table' AND entry.name = ? AND field.name = ?");
    for (const Column &column : knownColumns()) {
        query.reset();
        query.bind(1, column.table);
        query.bind(2, column.name);
        if (!query.executeStep())
            throw newerToRead(path, schemaOf(database), "its " + column.table + " have no " + column.name);
    }
}

} // namespace odimo::project
