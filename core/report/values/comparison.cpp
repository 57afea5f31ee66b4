// SPDX-License-Identifier: Apache-2.0
#include "core/report/values/comparison.h"

#include "core/base/error.h"
#include "core/host/plan/document_keys.h"
#include "core/platform/layout_mode.h"
#include "core/project/run_names.h"
#include "core/project/run_title.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace odimo::report {

namespace {

std::string inputsOf(const project::Setup &setup)
{
    return setup.networkName + ", " + setup.data + ", " + platform::titleWithArray(setup.platform) +
           platform::layoutText(setup.platform);
}

/// The knee, or the most accurate mapping; absent if none was measured.
std::optional<std::int64_t> usualRun(const host::Front &front)
{
    if (front.knee || front.points.empty())
        return front.knee;
    return std::ranges::max(front.points, {}, &host::FrontEntry::accuracy).run;
}

std::string titleOf(const project::Project &project, const project::Run &run)
{
    const project::RunNames names = project::runNames(project);
    const auto found = names.find(run.id);
    const std::string title = project::titleOf(run);
    return found == names.end() ? title : found->second + " (" + title + ")";
}

void check(std::size_t projects, std::size_t runs)
{
    if (projects < 2)
        throw Error("There is one project only; name others to compare it with.", ErrorKind::Usage);
    if (projects > mostCompared)
        throw Error("There are " + std::to_string(projects) + " projects; at most " + std::to_string(mostCompared) +
                        " are compared at once.",
                    ErrorKind::Usage);
    if (runs != 0 && runs != projects)
        throw Error("There are " + std::to_string(projects) + " projects and " + std::to_string(runs) +
                        (runs == 1 ? " run" : " runs") + "; name one run of each, in the same order, or none.",
                    ErrorKind::Usage);
}

/// What is read of one project; the values that are compared point to it.
struct ReadProject {
    const project::Project &project;
    host::Front latency, energy;
    std::optional<project::Run> run = {};

    host::ComparedProject compared() const
    {
        host::ComparedProject made{project.setup(), latency, energy, project.document(host::settingsDocument)};
        if (run)
            made.chosen.emplace(*run->mapping, project.costTable());
        return made;
    }
};

} // namespace

Comparison makeComparison(const std::vector<project::Project> &projects, const std::vector<std::int64_t> &runs,
                          mapping::Objective objective)
{
    check(projects.size(), runs.size());
    Comparison comparison{.objective = objective};
    std::vector<ReadProject> read;
    std::vector<host::ComparedProject> compared;
    read.reserve(projects.size()); // What is compared points into it.
    for (const project::Project &project : projects) {
        const std::size_t which = read.size();
        ReadProject &each = read.emplace_back(ReadProject{project, host::frontOf(project, mapping::Objective::Latency),
                                                          host::frontOf(project, mapping::Objective::Energy)});
        ComparedSide side{.mark = std::string(1, static_cast<char>('A' + which)),
                          .path = project.path().string(),
                          .inputs = inputsOf(project.setup())};
        const host::Front &front = objective == mapping::Objective::Latency ? each.latency : each.energy;
        const auto chosen = runs.empty() ? usualRun(front) : std::optional(runs[which]);
        if (chosen) {
            each.run = project.run(*chosen);
            if (!each.run->mapping)
                throw Error("Run " + std::to_string(*chosen) + " of " + side.path +
                            " has no mapping to be compared layer by layer; name another run.");
            side.chosen = ChosenRun{.run = *chosen,
                                    .title = titleOf(project, *each.run),
                                    .reason = !runs.empty()          ? ""
                                              : front.knee == chosen ? "the knee"
                                                                     : "the most accurate",
                                    .cost = mapping::costOf(project.costTable(), *each.run->mapping),
                                    .test = each.run->test()};
        }
        for (const project::Run &run : project.runs())
            comparison.lastRunEnded = std::max(comparison.lastRunEnded, run.finishedAt);
        comparison.sides.push_back(std::move(side));
        compared.push_back(each.compared());
    }
    comparison.difference = host::differenceOf(compared);
    return comparison;
}

std::string titleOf(const ComparedSide &side)
{
    if (!side.chosen)
        return side.mark + ": no measured mapping";
    return side.mark + ": run " + std::to_string(side.chosen->run) + ", " + side.chosen->title +
           (side.chosen->reason.empty() ? "" : ", " + side.chosen->reason);
}

Json toJson(const Comparison &comparison)
{
    Json projects = Json::array();
    for (const ComparedSide &side : comparison.sides) {
        Json json = {{"project", side.path}, {"about", side.inputs}, {"chosen", nullptr}};
        if (side.chosen) {
            const auto &[run, title, reason, cost, test] = *side.chosen;
            json["chosen"] = {{"run", run},
                              {"title", title},
                              {"reason", reason},
                              {"latency_cycles", cost.latency_cycles},
                              {"latency_ms", cost.latency_ms},
                              {"energy_uJ", cost.energy_uJ},
                              {"accuracy", test ? Json(test->accuracy()) : Json()}};
        }
        projects.push_back(std::move(json));
    }
    Json document = {{"objective", mapping::objectiveName(comparison.objective)}, {"projects", std::move(projects)}};
    document.update(host::toJson(comparison.difference));
    return document;
}

} // namespace odimo::report
