// SPDX-License-Identifier: Apache-2.0
#include "core/base/json_reader.h"
#include "core/project/private.h"
#include "core/project/schema.h"

#include <nlohmann/json.hpp>

namespace odimo::project {

void Project::storeAnalysis(std::int64_t run, const mapping::Sensitivity &sensitivity)
{
    mapping::checkSensitivity(sensitivity, m_state->costTable);
    const std::string text = mapping::toJson(sensitivity, m_state->setup.platform).dump();
    m_state->write([&] {
        SQLite::Statement insert(m_state->database, "INSERT OR REPLACE INTO analyses (run, sensitivity) VALUES (?, ?)");
        insert.bind(1, run);
        insert.bind(2, text);
        insert.exec();
        Digests(m_state->database, Part::Analysis).seal(run);
    });
}

std::optional<mapping::Sensitivity> Project::analysis(std::int64_t run) const
{
    return m_state->read([&]() -> std::optional<mapping::Sensitivity> {
        if (schemaOf(m_state->database) < schemaWithAnalyses)
            return std::nullopt;
        checkPart(m_state->database, m_state->path, Part::Analysis, run);
        SQLite::Statement query(m_state->database, "SELECT sensitivity FROM analyses WHERE run = ?");
        query.bind(1, run);
        if (!query.executeStep())
            return std::nullopt;
        const std::string where = m_state->path.filename().string() + ": analysis of run " + std::to_string(run);
        mapping::Sensitivity sensitivity = mapping::sensitivityFromJson(
            parseJson(query.getColumn(0).getString(), where), m_state->setup.platform, where);
        mapping::checkSensitivity(sensitivity, m_state->costTable);
        return sensitivity;
    });
}

} // namespace odimo::project
