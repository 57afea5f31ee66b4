// SPDX-License-Identifier: Apache-2.0
#include "core/project/left_open.h"

#include "core/project/database.h"
#include "core/project/newer_schema.h"

#include <array>
#include <fstream>

namespace odimo::project {

bool isMarkedOpen(const std::filesystem::path &path)
{
    if (!std::filesystem::is_regular_file(path))
        return false;
    // The version of a writer: 2 for a write-ahead log, which a project has while it is written
    // (sqlite.org/fileformat.html, "File format version numbers").
    constexpr std::size_t place = 18;
    std::array<char, place + 1> bytes{};
    std::ifstream file(path, std::ios::binary);
    return file.read(bytes.data(), bytes.size()) && bytes[place] == 2;
}

namespace {

bool isOfNewerVersion(const std::filesystem::path &path)
{
    SQLite::Database database = openDatabase(path, Access::ReadOnly);
    return withDatabase(path, [&] { return isNewer(schemaOf(database)); });
}

} // namespace

bool isLeftOpen(const std::filesystem::path &path)
{
    if (!isMarkedOpen(path) || isOfNewerVersion(path))
        return false;
    return withDatabase(path, [&] {
        // Only who is alone with a project can end its log, and that puts into the file what the log holds.
        SQLite::Database database(path.string(), SQLite::OPEN_READWRITE);
        database.tryExec("PRAGMA journal_mode = DELETE");
        const bool isAlone = database.execAndGet("PRAGMA journal_mode").getString() == "delete";
        if (isAlone)
            database.exec("PRAGMA journal_mode = WAL"); // The mark.
        return isAlone;
    });
}

} // namespace odimo::project
