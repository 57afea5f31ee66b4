// SPDX-License-Identifier: Apache-2.0
#include "core/project/rescue.h"

#include "core/project/copy_weights.h"
#include "core/project/database.h"

#include <set>

namespace odimo::project {

namespace {

constexpr const char *roles[] = {"given", "warm", "analysed", "previewed", "searched", "tuned"};

/// What a newer version added would be left out, and what is damaged in it would not be seen.
Project openKnown(const std::filesystem::path &path)
{
    Project project = Project::open(path, Access::ReadOnly);
    if (const std::string newer = project.newerVersion(); !newer.empty())
        throw Error(newer + "; install the newer version to rescue it");
    return project;
}

class Rescuer {
public:
    Rescuer(const std::filesystem::path &damaged, const std::filesystem::path &rescued)
        : m_damagedPath(damaged), m_damaged(openKnown(damaged)), m_rescued(Project::create(rescued, m_damaged.setup()))
    {
    }

    Rescue rescue()
    {
        const std::set<std::int64_t> ids = runIds();
        for (std::int64_t id = 1; !ids.empty() && id <= *ids.rbegin(); ++id)
            copyRun(id);
        attempt("settings, plan, names and receipts", [&] {
            for (const std::string &key : noteKeys())
                m_rescued.storeDocument(key, m_damaged.document(key));
        });
        for (const mapping::Objective objective : {mapping::Objective::Latency, mapping::Objective::Energy})
            attempt("a reference point", [&] {
                if (const auto point = m_damaged.referencePoint(objective))
                    m_rescued.setReferencePoint(objective, *point);
            });
        attempt("the log", [&] {
            for (const LogLine &line : m_damaged.log())
                m_rescued.addLog(line);
        });
        return m_result;
    }

private:
    /// False if it is lost.
    template <typename Work>
    bool attempt(const std::string &what, Work work)
    {
        try {
            work();
            return true;
        } catch (const Error &error) {
            m_result.losses.push_back(what + ": " + error.what());
            return false;
        }
    }

    std::vector<std::string> noteKeys() const
    {
        SQLite::Database database = openDatabase(m_damagedPath, Access::ReadOnly);
        return withDatabase(m_damagedPath, [&] {
            std::vector<std::string> keys;
            SQLite::Statement rows(database, "SELECT key FROM notes ORDER BY key");
            while (rows.executeStep())
                keys.push_back(rows.getColumn(0).getString());
            return keys;
        });
    }

    /// Of all runs that left a trace.
    std::set<std::int64_t> runIds()
    {
        std::set<std::int64_t> ids;
        SQLite::Database database = openDatabase(m_damagedPath, Access::ReadOnly);
        for (const char *query :
             {"SELECT id FROM runs", "SELECT run FROM weights", "SELECT run FROM measurements",
              "SELECT CAST(substr(subject, 5) AS INTEGER) FROM digests WHERE subject GLOB 'run [0-9]*'"})
            attempt("a list of the runs", [&] {
                withDatabase(m_damagedPath, [&] {
                    SQLite::Statement rows(database, query);
                    while (rows.executeStep())
                        if (const std::int64_t id = rows.getColumn(0).getInt64(); id > 0 && id < mostRuns)
                            ids.insert(id);
                    return 0;
                });
            });
        return ids;
    }

    void copyRun(std::int64_t id)
    {
        const std::string name = "run " + std::to_string(id);
        Run run;
        if (!attempt(name, [&] { run = m_damaged.run(id); })) {
            m_rescued.save(
                Run{.status = RunStatus::Failed, .message = "Lost: it could not be read from the damaged file"});
            return;
        }
        ++m_result.runs;
        run.id = 0;
        if (run.sameMappingAs && *run.sameMappingAs >= id) {
            m_result.losses.push_back(name + ": which run it shares a mapping with");
            run.sameMappingAs.reset();
        }
        m_rescued.save(run);
        for (const char *role : roles)
            if (m_damaged.hasWeights(id, role))
                attempt("the " + std::string(role) + " weights of " + name,
                        [&] { copyWeights(m_damaged, id, role, m_rescued, id); });
        attempt("the epochs of " + name, [&] {
            for (const Epoch &epoch : m_damaged.epochs(id))
                m_rescued.addEpoch(epoch);
        });
        attempt("the analysis of " + name, [&] {
            if (const auto analysis = m_damaged.analysis(id))
                m_rescued.storeAnalysis(id, *analysis);
        });
        attempt("who computed " + name, [&] {
            for (Execution execution : m_damaged.executions(id)) {
                execution.id = 0;
                m_rescued.saveExecution(execution);
            }
            if (const auto repetition = m_damaged.repetition(id))
                m_rescued.storeRepetition(*repetition);
        });
    }

    /// What a damaged number of a run is not taken for.
    static constexpr std::int64_t mostRuns = 100'000;

    std::filesystem::path m_damagedPath;
    const Project m_damaged;
    Project m_rescued;
    Rescue m_result;
};

} // namespace

Rescue rescue(const std::filesystem::path &damaged, const std::filesystem::path &rescued)
{
    return Rescuer(damaged, rescued).rescue();
}

} // namespace odimo::project
