// SPDX-License-Identifier: Apache-2.0
#include "core/project/private.h"

#include "core/network/passes.h"

#include <chrono>
#include <ctime>

#include <unistd.h>

namespace odimo::project {

namespace {

mapping::CostTable costTableOf(const Setup &setup)
{
    return mapping::makeCostTable(network::simplify(setup.network), setup.platform);
}

} // namespace

Project::Private::~Private()
{
    if (access == Access::ReadOnly)
        return;
    // Back to a single file that can be copied and read from a write-protected place, unless somebody else has it open.
    database.tryExec("PRAGMA journal_mode = DELETE");
}

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
    SQLite::Database database = openDatabase(path, access);
    Setup setup = withDatabase(path, [&] { return readSetup(database, path); });
    mapping::CostTable costs = costTableOf(setup);
    return Project(
        std::unique_ptr<Private>(new Private{path, access, std::move(database), std::move(setup), std::move(costs)}));
}

Project::Project(std::unique_ptr<Private> state) : m_state(std::move(state)) {}
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

const Setup &Project::setup() const { return m_state->setup; }

const mapping::CostTable &Project::costTable() const { return m_state->costTable; }

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
