// SPDX-License-Identifier: Apache-2.0
#include "core/project/weight_table.h"

#include "core/base/files.h"
#include "core/project/content.h"

namespace odimo::project {

namespace {

bool hasContent(SQLite::Database &database, const std::string &address)
{
    SQLite::Statement query(database, "SELECT 1 FROM contents WHERE sha256 = ?");
    query.bind(1, address);
    return query.executeStep();
}

void removeUnused(SQLite::Database &database)
{
    database.exec("DELETE FROM contents WHERE sha256 NOT IN (SELECT sha256 FROM weights)");
}

void insertContent(SQLite::Database &database, const std::string &address, const std::vector<std::byte> &bytes)
{
    const std::vector<std::byte> compressed = compress(bytes);
    // SQLite's own limit for a value.
    if (compressed.size() > 1'000'000'000)
        throw Error("a weights file of " + std::to_string(bytes.size()) + " bytes is too large for a project",
                    ErrorKind::InputOutput);
    SQLite::Statement insert(database, "INSERT INTO contents (sha256, bytes, compressed) VALUES (?, ?, ?)");
    insert.bind(1, address);
    insert.bind(2, static_cast<std::int64_t>(bytes.size()));
    insert.bindNoCopy(3, compressed.data(), static_cast<int>(compressed.size()));
    insert.exec();
}

} // namespace

void storeWeights(State &state, std::int64_t run, const std::string &role, const std::filesystem::path &file)
{
    const std::vector<std::byte> bytes = readBytes(file);
    const std::string address = sha256(bytes);
    state.write([&] {
        SQLite::Database &database = state.database;
        if (!hasContent(database, address))
            insertContent(database, address, bytes);
        SQLite::Statement insert(database, "INSERT OR REPLACE INTO weights (run, role, sha256) VALUES (?, ?, ?)");
        insert.bind(1, run);
        insert.bind(2, role);
        insert.bind(3, address);
        insert.exec();
        removeUnused(database);
        Digests(database, Part::Run).seal(run);
    });
}

void forgetWeights(State &state, std::int64_t run, const std::string &role)
{
    state.write([&] {
        SQLite::Database &database = state.database;
        SQLite::Statement remove(database, "DELETE FROM weights WHERE run = ? AND role = ?");
        remove.bind(1, run);
        remove.bind(2, role);
        remove.exec();
        removeUnused(database);
        Digests(database, Part::Run).seal(run);
    });
}

bool hasWeights(const State &state, std::int64_t run, const std::string &role)
{
    return weightsDigest(state, run, role).has_value();
}

std::optional<std::string> weightsDigest(const State &state, std::int64_t run, const std::string &role)
{
    return withDatabase(state.path, [&]() -> std::optional<std::string> {
        SQLite::Statement query(state.database, "SELECT sha256 FROM weights WHERE run = ? AND role = ?");
        query.bind(1, run);
        query.bind(2, role);
        return query.executeStep() ? std::optional(query.getColumn(0).getString()) : std::nullopt;
    });
}

std::vector<std::byte> readWeights(const State &state, std::int64_t run, const std::string &role)
{
    const std::string what = "the " + role + " weights of run " + std::to_string(run);
    return state.read([&] {
        checkPart(state.database, state.path, Part::Run, run);
        SQLite::Statement query(state.database,
                                "SELECT c.sha256, c.bytes, c.compressed FROM weights w "
                                "JOIN contents c ON c.sha256 = w.sha256 WHERE w.run = ? AND w.role = ?");
        query.bind(1, run);
        query.bind(2, role);
        if (!query.executeStep())
            throw Error(state.path.string() + " has no " + role + " weights of run " + std::to_string(run));
        const SQLite::Column compressed = query.getColumn(2);
        const std::span blob(static_cast<const std::byte *>(compressed.getBlob()),
                             static_cast<std::size_t>(compressed.getBytes()));
        std::vector<std::byte> content = decompress(blob, static_cast<std::size_t>(query.getColumn(1).getInt64()));
        if (sha256(content) != query.getColumn(0).getString())
            throw Error(state.path.string() + " is damaged: " + what +
                        " are not what was stored; train the run again in another project");
        return content;
    });
}

void extractWeights(const State &state, std::int64_t run, const std::string &role, const std::filesystem::path &file)
{
    writeBytes(file, readWeights(state, run, role));
}

} // namespace odimo::project
