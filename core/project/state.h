// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/database.h"
#include "core/project/digests.h"

#include <type_traits>

namespace odimo::project {

/// An open project: the database and what was read of it at once.
struct State {
    std::filesystem::path path;
    Access access;
    mutable SQLite::Database database; ///< A prepared statement needs it mutable, also to read.
    Setup setup;
    mapping::CostTable costTable;
    bool wasLeftOpen = false;    ///< By its last writer, before it was opened now.
    std::optional<Error> loss{}; ///< The file is no longer at its path.

    ~State();

    /// Does `work` in one transaction, and returns what it returns. Throws Error as Project says.
    template <typename Work>
    auto write(Work work)
    {
        if (loss)
            throw *loss;
        return withDatabase(path, [&] {
            SQLite::Transaction transaction(database);
            if constexpr (std::is_void_v<decltype(work())>) {
                work();
                transaction.commit();
                stayInPlace();
            } else {
                auto result = work();
                transaction.commit();
                stayInPlace();
                return result;
            }
        });
    }

    /// Does `work` on the project as it is at one moment.
    template <typename Work>
    auto read(Work work) const
    {
        return withDatabase(path, [&] {
            const Moment moment(database);
            return work();
        });
    }

    void stayInPlace()
    {
        loss = lossOfPlace(database, path);
        if (loss)
            throw *loss;
    }
};

/// The setup as rows; throws Error if the database holds none or a damaged one.
void writeSetup(SQLite::Database &database, const Setup &setup);
Setup readSetup(SQLite::Database &database, const std::filesystem::path &path);

} // namespace odimo::project
