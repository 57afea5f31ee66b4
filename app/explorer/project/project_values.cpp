// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/project/project_values.h"

#include "core/base/error.h"
#include "core/host/files/work_folder.h"
#include "core/host/plan/stored_plan.h"
#include "core/project/earlier_schema.h"
#include "core/project/integrity.h"
#include "core/project/left_open.h"

#include <nlohmann/json.hpp>

#include <algorithm>

#include <unistd.h>

namespace odimo::explorer {

namespace {

Fronts frontsOf(const project::Project &project)
{
    return {.latency = host::frontOf(project, mapping::Objective::Latency),
            .energy = host::frontOf(project, mapping::Objective::Energy),
            .prediction =
                host::InstantFront::isReady(project) ? std::make_shared<host::InstantFront>(project) : nullptr};
}

std::vector<ComputedBaseline> computedBaselines(const mapping::CostTable &costs)
{
    std::vector<ComputedBaseline> computed;
    for (const mapping::Baseline &baseline : mapping::baselines(costs))
        computed.push_back({baseline, mapping::costOf(costs, baseline.mapping)});
    return computed;
}

/// Absent also where another version wrote them: they only fill fields, which is no reason to keep a project closed.
std::optional<host::Settings> settingsOf(const project::Project &project)
{
    try {
        return host::storedSettings(project);
    } catch (const Error &) {
        return std::nullopt;
    }
}

std::string obstacleToChanging(const project::Project &project)
{
    if (access(project.path().c_str(), W_OK) != 0)
        return project.path().string() + " is write-protected";
    return project.newerVersion();
}

/// What requireIntegrity() says of a project that nobody writes although it is marked so.
std::optional<std::string> checkOf(const std::filesystem::path &path, bool isExplored)
{
    if (isExplored || !project::isMarkedOpen(path))
        return std::nullopt;
    const std::vector<std::string> damage = project::damageOf(path);
    return damage.empty() ? "" : damage.front();
}

} // namespace

const project::Run *ProjectValues::find(std::int64_t run) const
{
    const auto found = std::ranges::find(runs, run, &project::Run::id);
    return found == runs.end() ? nullptr : &*found;
}

std::string ProjectValues::nameOf(std::int64_t run) const
{
    const auto found = runNames.find(run);
    return found == runNames.end() ? std::string() : found->second;
}

bool storeRunNames(const std::filesystem::path &path, const project::RunNames &names)
{
    if (host::isExplored(path))
        throw Error("names cannot be kept in " + path.string() + " while a program explores it; try again later");
    project::Project project = project::Project::open(path, project::Access::ReadWrite);
    project::storeRunNames(project, names);
    return true;
}

ProjectValues readProject(const std::filesystem::path &path, const std::stop_token &stop)
{
    const auto proceed = [&] {
        if (stop.stop_requested())
            throw Error("the reading of " + path.string() + " was cancelled", ErrorKind::Cancelled);
    };
    proceed();
    const bool isExplored = host::isExplored(path); // Before: what ends meanwhile is read as ended.
    const project::Project project = project::Project::open(path, project::Access::ReadOnly);
    ProjectValues values{.path = path,
                         .setup = project.setup(),
                         .costs = project.costTable(),
                         .reference = mapping::referenceCost(project.costTable()),
                         .baselines = computedBaselines(project.costTable()),
                         .runs = project.runs(),
                         .runNames = project::runNames(project),
                         .epochs = {},
                         .repetitions = {},
                         .log = project.log(),
                         .settings = settingsOf(project),
                         .fronts = frontsOf(project),
                         .isExplored = isExplored,
                         .checked = checkOf(path, isExplored),
                         .upgrade = project::plannedUpgrade(path),
                         .fixedBecause = obstacleToChanging(project)};
    for (const project::Run &run : values.runs) {
        proceed();
        for (const project::Epoch &epoch : project.epochs(run.id))
            values.epochs[run.id].push_back(epoch.result);
        if (const auto repetition = project.repetition(run.id))
            values.repetitions.emplace(run.id, *repetition);
    }
    return values;
}

Fronts readFronts(const std::filesystem::path &path)
{
    return frontsOf(project::Project::open(path, project::Access::ReadOnly));
}

void put(ProjectValues &values, const project::Run &run)
{
    const auto found = std::ranges::find(values.runs, run.id, &project::Run::id);
    if (found == values.runs.end())
        values.runs.push_back(run);
    else
        *found = run;
}

void put(ProjectValues &values, const project::Epoch &epoch)
{
    std::vector<protocol::EpochFinished> &epochs = values.epochs[epoch.run];
    const auto same = std::ranges::find_if(epochs, [&](const protocol::EpochFinished &other) {
        return other.phase == epoch.result.phase && other.epoch == epoch.result.epoch;
    });
    epochs.erase(same, epochs.end());
    epochs.push_back(epoch.result);
}

} // namespace odimo::explorer
