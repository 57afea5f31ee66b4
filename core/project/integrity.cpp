// SPDX-License-Identifier: Apache-2.0
#include "core/project/integrity.h"

#include "core/project/database.h"
#include "core/project/digests.h"

#include <utility>

namespace odimo::project {

namespace {

class Check {
public:
    explicit Check(const std::filesystem::path &path)
        : m_path(path), m_database(openDatabase(path, Access::ReadOnly)),
          m_project(Project::open(path, Access::ReadOnly))
    {
    }

    std::vector<std::string> damage()
    {
        attempt([&] { checkStructure(); });
        if (!m_project.newerVersion().empty())
            return m_damage;
        attempt([&] { m_project.document(""); }); // With one note all of them are checked.
        attempt([&] { m_project.referencePoint(mapping::Objective::Latency); });
        attempt([&] { m_project.log(); });
        std::vector<std::int64_t> ids;
        attempt([&] { ids = runIds(); });
        for (const std::int64_t id : ids)
            checkRun(id);
        attempt([&] { checkNumberOfRuns(m_database, m_path, ids.size()); });
        std::vector<std::pair<std::int64_t, std::string>> weights;
        attempt([&] { weights = storedWeights(); });
        for (const auto &each : weights)
            attempt([&] { m_project.checkWeights(each.first, each.second); });
        return m_damage;
    }

private:
    template <typename Work>
    void attempt(Work work)
    {
        try {
            withDatabase(m_path, [&] {
                work();
                return 0;
            });
        } catch (const Error &error) {
            m_damage.push_back(error.problem());
        }
    }

    void checkStructure()
    {
        SQLite::Statement rows(m_database, "PRAGMA integrity_check(3)");
        while (rows.executeStep())
            if (const std::string result = rows.getColumn(0).getString(); result != "ok")
                m_damage.push_back(m_path.string() + " is damaged (" + result + ")");
        SQLite::Statement references(m_database, "PRAGMA foreign_key_check");
        if (references.executeStep())
            m_damage.push_back(m_path.string() + " is damaged (a row of " + references.getColumn(0).getString() +
                               " refers to one of " + references.getColumn(2).getString() + " that is gone)");
    }

    void checkRun(std::int64_t id)
    {
        attempt([&] { m_project.run(id); });
        attempt([&] { m_project.epochs(id); });
        attempt([&] { m_project.analysis(id); });
        attempt([&] { m_project.executions(id); }); // And with them its repetition.
    }

    std::vector<std::int64_t> runIds()
    {
        std::vector<std::int64_t> ids;
        SQLite::Statement rows(m_database, "SELECT id FROM runs ORDER BY id");
        while (rows.executeStep())
            ids.push_back(rows.getColumn(0).getInt64());
        return ids;
    }

    std::vector<std::pair<std::int64_t, std::string>> storedWeights()
    {
        std::vector<std::pair<std::int64_t, std::string>> weights;
        SQLite::Statement rows(m_database, "SELECT run, role FROM weights ORDER BY run, role");
        while (rows.executeStep())
            weights.emplace_back(rows.getColumn(0).getInt64(), rows.getColumn(1).getString());
        return weights;
    }

    std::filesystem::path m_path;
    SQLite::Database m_database;
    const Project m_project;
    std::vector<std::string> m_damage;
};

} // namespace

std::vector<std::string> damageOf(const std::filesystem::path &project) { return Check(project).damage(); }

void requireIntegrity(const std::filesystem::path &project)
{
    const std::vector<std::string> damage = damageOf(project);
    if (damage.empty())
        return;
    const std::string others =
        damage.size() == 1 ? "" : " (and " + std::to_string(damage.size() - 1) + " more that is damaged)";
    const bool hasAdvice = damage.front().find("rescue") != std::string::npos;
    throw Error(damage.front() + others + (hasAdvice ? "" : "; rescue what is whole of it into a new project"));
}

} // namespace odimo::project
