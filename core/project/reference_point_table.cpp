// SPDX-License-Identifier: Apache-2.0
#include "core/project/reference_point_table.h"

namespace odimo::project {

std::optional<mapping::ReferencePoint> readReferencePoint(const State &state, mapping::Objective objective)
{
    return state.read([&]() -> std::optional<mapping::ReferencePoint> {
        checkPart(state.database, state.path, Part::ReferencePoints);
        SQLite::Statement query(state.database, "SELECT cost, accuracy FROM reference_points WHERE objective = ?");
        query.bind(1, mapping::objectiveName(objective));
        if (!query.executeStep())
            return std::nullopt;
        return mapping::ReferencePoint{.cost = query.getColumn(0).getDouble(),
                                       .accuracy = query.getColumn(1).getDouble()};
    });
}

void setReferencePoint(State &state, mapping::Objective objective, const mapping::ReferencePoint &point)
{
    state.write([&] {
        SQLite::Statement insert(state.database, "INSERT OR REPLACE INTO reference_points VALUES (?, ?, ?)");
        insert.bind(1, mapping::objectiveName(objective));
        insert.bind(2, point.cost);
        insert.bind(3, point.accuracy);
        insert.exec();
        Digests(state.database, Part::ReferencePoints).seal();
    });
}

} // namespace odimo::project
