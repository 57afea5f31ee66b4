// SPDX-License-Identifier: Apache-2.0
#include "core/base/json_reader.h"
#include "core/network/network_json.h"
#include "core/project/newer_schema.h"
#include "core/project/state.h"

#include <nlohmann/json.hpp>

namespace odimo::project {

namespace {

std::string valueOf(SQLite::Database &database, const char *key)
{
    SQLite::Statement query(database, "SELECT value FROM setup WHERE key = ?");
    query.bind(1, key);
    if (!query.executeStep())
        throw Error(std::string("its setup has no ") + key);
    return query.getColumn(0).getString();
}

std::map<std::string, std::string> readProvenance(SQLite::Database &database)
{
    std::map<std::string, std::string> provenance;
    SQLite::Statement query(database, "SELECT key, value FROM provenance");
    while (query.executeStep())
        provenance[query.getColumn(0).getString()] = query.getColumn(1).getString();
    return provenance;
}

} // namespace

void writeSetup(SQLite::Database &database, const Setup &setup)
{
    const auto put = [&database](const char *table, const std::string &key, const std::string &value) {
        SQLite::Statement insert(database, std::string("INSERT INTO ") + table + " VALUES (?, ?)");
        insert.bind(1, key);
        insert.bind(2, value);
        insert.exec();
    };
    put("setup", "network_name", setup.networkName);
    put("setup", "network", network::toJson(setup.network).dump());
    put("setup", "data", setup.data);
    put("setup", "classes", Json(setup.classes).dump());
    put("setup", "platform", setup.platform.json);
    for (const auto &[key, value] : setup.provenance)
        put("provenance", key, value);
}

Setup readSetup(SQLite::Database &database, const std::filesystem::path &path)
{
    const std::string where = path.filename().string();
    const Moment moment(database);
    checkPart(database, path, Part::Setup);
    const int schema = schemaOf(database);
    const std::string what = isNewer(schema) ? madeByNewerVersion(path, schema) : path.string() + " is damaged";
    return within(what + ": ", [&] {
        const Json network = parseJson(valueOf(database, "network"), where + ": network");
        const Json classes = parseJson(R"({"classes":)" + valueOf(database, "classes") + "}", where);
        Setup setup{.networkName = valueOf(database, "network_name"),
                    .network = network::networkFromJson(network, where + ": network"),
                    .data = valueOf(database, "data"),
                    .classes = JsonReader(classes, where).texts("classes"),
                    .platform = platform::platformFromText(valueOf(database, "platform"), where + ": platform"),
                    .provenance = readProvenance(database)};
        network::checkComplete(setup.network);
        return setup;
    });
}

} // namespace odimo::project
