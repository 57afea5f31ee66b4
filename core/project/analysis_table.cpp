// SPDX-License-Identifier: Apache-2.0
#include "core/project/analysis_table.h"

#include "core/base/json_reader.h"
#include "core/project/schema.h"

#include <nlohmann/json.hpp>

namespace odimo::project {

void storeAnalysis(State &state, std::int64_t run, const mapping::Sensitivity &sensitivity)
{
    mapping::checkSensitivity(sensitivity, state.costTable);
    const std::string text = mapping::toJson(sensitivity, state.setup.platform).dump();
    state.write([&] {
        SQLite::Statement insert(state.database, "INSERT OR REPLACE INTO analyses (run, sensitivity) VALUES (?, ?)");
        insert.bind(1, run);
        insert.bind(2, text);
        insert.exec();
        Digests(state.database, Part::Analysis).seal(run);
    });
}

std::optional<mapping::Sensitivity> readAnalysis(const State &state, std::int64_t run)
{
    return state.read([&]() -> std::optional<mapping::Sensitivity> {
        if (schemaOf(state.database) < schemaWithAnalyses)
            return std::nullopt;
        checkPart(state.database, state.path, Part::Analysis, run);
        SQLite::Statement query(state.database, "SELECT sensitivity FROM analyses WHERE run = ?");
        query.bind(1, run);
        if (!query.executeStep())
            return std::nullopt;
        const std::string where = state.path.filename().string() + ": analysis of run " + std::to_string(run);
        mapping::Sensitivity sensitivity =
            mapping::sensitivityFromJson(parseJson(query.getColumn(0).getString(), where), state.setup.platform, where);
        mapping::checkSensitivity(sensitivity, state.costTable);
        return sensitivity;
    });
}

} // namespace odimo::project
