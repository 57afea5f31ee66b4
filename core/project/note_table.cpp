// SPDX-License-Identifier: Apache-2.0
#include "core/project/note_table.h"

namespace odimo::project {

std::string readNote(const State &state, const std::string &key)
{
    return state.read([&]() -> std::string {
        checkPart(state.database, state.path, Part::Notes);
        SQLite::Statement query(state.database, "SELECT value FROM notes WHERE key = ?");
        query.bind(1, key);
        return query.executeStep() ? query.getColumn(0).getString() : "";
    });
}

void storeNote(State &state, const std::string &key, const std::string &text)
{
    state.write([&] {
        SQLite::Statement insert(state.database, "INSERT OR REPLACE INTO notes VALUES (?, ?)");
        insert.bind(1, key);
        insert.bind(2, text);
        insert.exec();
        Digests(state.database, Part::Notes).seal();
    });
}

} // namespace odimo::project
