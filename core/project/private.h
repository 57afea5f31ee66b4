// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/database.h"

namespace odimo::project {

struct Project::Private {
    std::filesystem::path path;
    Access access;
    mutable SQLite::Database database; ///< A prepared statement needs it mutable, also to read.
    Setup setup;
    mapping::CostTable costTable;

    ~Private();
};

/// The setup as rows; throws Error if the database holds none or a damaged one.
void writeSetup(SQLite::Database &database, const Setup &setup);
Setup readSetup(SQLite::Database &database, const std::filesystem::path &path);

} // namespace odimo::project
