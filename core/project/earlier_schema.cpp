// SPDX-License-Identifier: Apache-2.0
#include "core/project/earlier_schema.h"

#include "core/project/database.h"
#include "core/project/schema.h"

namespace odimo::project {

std::string plannedUpgrade(const std::filesystem::path &path)
{
    if (!std::filesystem::exists(path))
        return "";
    SQLite::Database database = openDatabase(path, Access::ReadOnly);
    const int schema = withDatabase(path, [&] { return schemaOf(database); });
    if (schema >= schemaVersion)
        return "";
    return path.string() + " was made by an earlier version of ODiMO (project schema " + std::to_string(schema) +
           "). The first change brings it to schema " + std::to_string(schemaVersion) +
           " and keeps a copy of it as it is now: " + freePlaceBeside(path, endingOfKept(schema)).string();
}

} // namespace odimo::project
