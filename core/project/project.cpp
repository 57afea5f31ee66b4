// SPDX-License-Identifier: Apache-2.0
#include "core/project/project.h"

#include "core/network/passes.h"
#include "core/project/analysis_table.h"
#include "core/project/epoch_table.h"
#include "core/project/execution_table.h"
#include "core/project/integrity.h"
#include "core/project/left_open.h"
#include "core/project/log_table.h"
#include "core/project/newer_schema.h"
#include "core/project/note_table.h"
#include "core/project/reference_point_table.h"
#include "core/project/run_table.h"
#include "core/project/weight_table.h"

#include <chrono>
#include <ctime>

#include <unistd.h>

namespace odimo::project {

namespace {

constexpr const char *checkedText =
    "The program that last wrote this project did not close it (it was killed, the power "
    "failed, or another read the project just then). All of it was checked: it is "
    "whole";

mapping::CostTable costTableOf(const Setup &setup)
{
    return mapping::makeCostTable(network::simplify(setup.network), setup.platform);
}

} // namespace

Project Project::create(const std::filesystem::path &path, const Setup &setup)
{
    costTableOf(setup); // Throws, where it cannot be made, before there is a file.
    createDatabase(path, setup);
    try {
        return open(path, Access::ReadWrite);
    } catch (...) {
        for (const char *ending : {"-wal", "-shm", "-journal", ""})
            unlink((path.string() + ending).c_str());
        throw;
    }
}

Project Project::open(const std::filesystem::path &path, Access access)
{
    const bool wasLeftOpen = access == Access::ReadWrite && isLeftOpen(path);
    if (wasLeftOpen)
        requireIntegrity(path);
    SQLite::Database database = openDatabase(path, access);
    Setup setup = withDatabase(path, [&] { return readSetup(database, path); });
    mapping::CostTable costs = costTableOf(setup);
    // An aggregate, for which clang 14 has no std::make_unique. NOLINTNEXTLINE(modernize-make-unique)
    std::unique_ptr<State> state(
        new State{path, access, std::move(database), std::move(setup), std::move(costs), wasLeftOpen});
    Project project(std::move(state));
    if (wasLeftOpen)
        project.addLog({.run = 0, .at = timestamp(), .level = "info", .text = checkedText});
    return project;
}

Project::Project(std::unique_ptr<State> state) : m_state(std::move(state)) {}
Project::Project(Project &&) noexcept = default;
Project &Project::operator=(Project &&) noexcept = default;
Project::~Project() = default;

void requirePlace(const std::filesystem::path &path)
{
    const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : ".";
    if (!std::filesystem::is_directory(folder))
        throw Error("the project " + path.string() + " cannot be made: there is no folder " + folder.string());
}

const std::filesystem::path &Project::path() const { return m_state->path; }

std::string Project::newerVersion() const
{
    const int schema = withDatabase(m_state->path, [&] { return schemaOf(m_state->database); });
    return isNewer(schema) ? madeByNewerVersion(m_state->path, schema) : "";
}

bool Project::wasLeftOpen() const { return m_state->wasLeftOpen; }

const Setup &Project::setup() const { return m_state->setup; }

const mapping::CostTable &Project::costTable() const { return m_state->costTable; }

std::int64_t Project::save(const Run &run) { return project::saveRun(*m_state, run); }

std::vector<Run> Project::runs() const { return project::readRuns(*m_state); }

Run Project::run(std::int64_t id) const { return project::readRun(*m_state, id); }

void Project::addEpoch(const Epoch &epoch) { project::addEpoch(*m_state, epoch); }

std::vector<Epoch> Project::epochs(std::int64_t run) const { return project::readEpochs(*m_state, run); }

void Project::dropEpochs(std::int64_t run, const std::string &phase, int firstEpoch)
{
    project::dropEpochs(*m_state, run, phase, firstEpoch);
}

void Project::storeAnalysis(std::int64_t run, const mapping::Sensitivity &sensitivity)
{
    project::storeAnalysis(*m_state, run, sensitivity);
}

std::optional<mapping::Sensitivity> Project::analysis(std::int64_t run) const
{
    return project::readAnalysis(*m_state, run);
}

void Project::storeWeights(std::int64_t run, const std::string &role, const std::filesystem::path &file)
{
    project::storeWeights(*m_state, run, role, file);
}

void Project::forgetWeights(std::int64_t run, const std::string &role) { project::forgetWeights(*m_state, run, role); }

bool Project::hasWeights(std::int64_t run, const std::string &role) const
{
    return project::hasWeights(*m_state, run, role);
}

std::optional<std::string> Project::weightsDigest(std::int64_t run, const std::string &role) const
{
    return project::weightsDigest(*m_state, run, role);
}

void Project::checkWeights(std::int64_t run, const std::string &role) const
{
    project::readWeights(*m_state, run, role);
}

void Project::extractWeights(std::int64_t run, const std::string &role, const std::filesystem::path &file) const
{
    project::extractWeights(*m_state, run, role, file);
}

std::int64_t Project::saveExecution(const Execution &execution) { return project::saveExecution(*m_state, execution); }

std::vector<Execution> Project::executions(std::int64_t run) const { return project::readExecutions(*m_state, run); }

void Project::storeRepetition(const Repetition &repetition) { project::storeRepetition(*m_state, repetition); }

std::optional<Repetition> Project::repetition(std::int64_t run) const { return project::readRepetition(*m_state, run); }

void Project::addLog(const LogLine &line) { project::addLogLine(*m_state, line); }

std::vector<LogLine> Project::log() const { return project::readLog(*m_state); }

std::optional<mapping::ReferencePoint> Project::referencePoint(mapping::Objective objective) const
{
    return project::readReferencePoint(*m_state, objective);
}

void Project::setReferencePoint(mapping::Objective objective, const mapping::ReferencePoint &point)
{
    project::setReferencePoint(*m_state, objective, point);
}

std::string Project::document(const std::string &key) const { return project::readNote(*m_state, key); }

void Project::storeDocument(const std::string &key, const std::string &text)
{
    project::storeNote(*m_state, key, text);
}

std::string timestamp()
{
    const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    std::tm utc{};
    gmtime_r(&now, &utc);
    char text[sizeof "2000-01-01T00:00:00Z"];
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
    return text;
}

} // namespace odimo::project
