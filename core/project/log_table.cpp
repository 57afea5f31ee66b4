// SPDX-License-Identifier: Apache-2.0
#include "core/project/log_table.h"

#include <algorithm>

namespace odimo::project {

void addLogLine(State &state, const LogLine &line)
{
    state.write([&] {
        SQLite::Statement insert(state.database, "INSERT INTO log (run, at, level, text) VALUES (?, ?, ?, ?)");
        insert.bind(1, line.run);
        insert.bind(2, line.at);
        insert.bind(3, line.level);
        insert.bind(4, line.text);
        insert.exec();
    });
}

std::vector<LogLine> readLog(const State &state)
{
    return withDatabase(state.path, [&] {
        std::vector<LogLine> lines;
        SQLite::Statement query(state.database, "SELECT run, at, level, text FROM log ORDER BY id");
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

} // namespace odimo::project
