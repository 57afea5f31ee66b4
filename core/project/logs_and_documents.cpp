// SPDX-License-Identifier: Apache-2.0
#include "core/project/private.h"

#include <algorithm>

namespace odimo::project {

void Project::addLog(const LogLine &line)
{
    m_state->write([&] {
        SQLite::Statement insert(m_state->database, "INSERT INTO log (run, at, level, text) VALUES (?, ?, ?, ?)");
        insert.bind(1, line.run);
        insert.bind(2, line.at);
        insert.bind(3, line.level);
        insert.bind(4, line.text);
        insert.exec();
    });
}

std::vector<LogLine> Project::log() const
{
    return withDatabase(m_state->path, [&] {
        std::vector<LogLine> lines;
        SQLite::Statement query(m_state->database, "SELECT run, at, level, text FROM log ORDER BY id");
        while (query.executeStep())
            lines.push_back({.run = query.getColumn(0).getInt64(),
                             .at = query.getColumn(1).getString(),
                             .level = query.getColumn(2).getString(),
                             .text = query.getColumn(3).getString()});
        return lines;
    });
}

std::vector<std::string> findingsOf(const std::vector<LogLine> &log, const Run &run)
{
    std::vector<std::string> findings;
    for (const LogLine &line : log)
        if ((line.run == run.id || line.run == run.sameMappingAs) && line.level == "finding" &&
            std::ranges::find(findings, line.text) == findings.end())
            findings.push_back(line.text); // A worker that was begun once more says it twice.
    return findings;
}

std::optional<mapping::ReferencePoint> Project::referencePoint(mapping::Objective objective) const
{
    return m_state->read([&]() -> std::optional<mapping::ReferencePoint> {
        checkPart(m_state->database, m_state->path, Part::ReferencePoints);
        SQLite::Statement query(m_state->database, "SELECT cost, accuracy FROM reference_points WHERE objective = ?");
        query.bind(1, mapping::objectiveName(objective));
        if (!query.executeStep())
            return std::nullopt;
        return mapping::ReferencePoint{.cost = query.getColumn(0).getDouble(),
                                       .accuracy = query.getColumn(1).getDouble()};
    });
}

void Project::setReferencePoint(mapping::Objective objective, const mapping::ReferencePoint &point)
{
    m_state->write([&] {
        SQLite::Statement insert(m_state->database, "INSERT OR REPLACE INTO reference_points VALUES (?, ?, ?)");
        insert.bind(1, mapping::objectiveName(objective));
        insert.bind(2, point.cost);
        insert.bind(3, point.accuracy);
        insert.exec();
        Digests(m_state->database, Part::ReferencePoints).seal();
    });
}

std::string Project::document(const std::string &key) const
{
    return m_state->read([&]() -> std::string {
        checkPart(m_state->database, m_state->path, Part::Notes);
        SQLite::Statement query(m_state->database, "SELECT value FROM notes WHERE key = ?");
        query.bind(1, key);
        return query.executeStep() ? query.getColumn(0).getString() : "";
    });
}

void Project::storeDocument(const std::string &key, const std::string &text)
{
    m_state->write([&] {
        SQLite::Statement insert(m_state->database, "INSERT OR REPLACE INTO notes VALUES (?, ?)");
        insert.bind(1, key);
        insert.bind(2, text);
        insert.exec();
        Digests(m_state->database, Part::Notes).seal();
    });
}

} // namespace odimo::project
