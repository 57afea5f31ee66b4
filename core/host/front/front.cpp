// SPDX-License-Identifier: Apache-2.0
#include "core/host/front/front.h"

#include "core/mapping/cost/baselines.h"
#include "core/mapping/cost/weight_size.h"
#include "core/platform/layout_mode.h"
#include "core/project/run_names.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <tuple>

namespace odimo::host {

namespace {

/// Room beyond the all-reference mapping, so that it counts too.
constexpr double referenceMargin = 1.1;

mapping::ReferencePoint defaultReference(const project::Project &project, mapping::Objective objective)
{
    const mapping::CostTable &table = project.costTable();
    return {.cost = referenceMargin * mapping::referenceCost(table).value(objective),
            .accuracy = 1.0 / project.setup().network.classes()};
}

FrontEntry entryOf(const project::Run &run, const project::Measurement &test, const mapping::CostTable &table,
                   const std::string &name)
{
    return {.run = run.id,
            .strength = run.strength,
            .accuracy = test.accuracy(),
            .interval = mapping::accuracyInterval(test.correct, test.total),
            .cost = run.cost,
            .weight_bytes = mapping::weightBytes(table, *run.mapping),
            .baseline = run.baseline,
            .engine = run.engine,
            .phase = test.phase,
            .name = name};
}

std::vector<FrontEntry> measuredMappings(const project::Project &project)
{
    std::vector<FrontEntry> entries;
    project::RunNames names = project::runNames(project);
    for (const project::Run &run : project.runs()) {
        const std::optional<project::Measurement> test = run.test();
        if (run.mapping && !run.sameMappingAs && test)
            entries.push_back(entryOf(run, *test, project.costTable(), names[run.id]));
    }
    return entries;
}

mapping::FrontPoint pointOf(const FrontEntry &entry, mapping::Objective objective)
{
    return {.id = entry.run, .cost = entry.cost.value(objective), .accuracy = entry.accuracy};
}

void markDominated(std::vector<FrontEntry> &entries, mapping::Objective objective)
{
    std::vector<mapping::FrontPoint> points;
    for (const FrontEntry &entry : entries)
        points.push_back(pointOf(entry, objective));
    const std::vector<bool> dominated = mapping::dominatedPoints(points);
    for (std::size_t index = 0; index < entries.size(); ++index)
        entries[index].dominated = dominated[index];
}

} // namespace

Front frontOf(const project::Project &project, mapping::Objective objective)
{
    Front front{.objective = objective,
                .layout = platform::layoutModeOf(project.setup().platform),
                .reference = project.referencePoint(objective).value_or(defaultReference(project, objective)),
                .points = measuredMappings(project)};
    markDominated(front.points, objective);
    std::ranges::sort(front.points, {}, [&](const FrontEntry &entry) {
        return std::tuple(entry.dominated, entry.cost.value(objective), -entry.accuracy, entry.run);
    });

    mapping::ParetoFront best;
    for (const FrontEntry &entry : front.points)
        best.insert(pointOf(entry, objective));
    front.hypervolume = mapping::hypervolume(best.points(), front.reference);
    if (const std::optional<std::size_t> knee = mapping::kneeOf(best.points()))
        front.knee = best.points()[*knee].id;
    return front;
}

mapping::Objective objectiveOf(const project::Project &project)
{
    const std::vector<project::Run> runs = project.runs();
    const auto search = std::ranges::find(runs, project::RunKind::Search, &project::Run::kind);
    return search == runs.end() ? mapping::Objective::Latency : search->objective;
}

std::string referenceName(const platform::Platform &platform)
{
    return "all-" + platform.units[static_cast<std::size_t>(platform.referenceUnit())].name;
}

Json toJson(const FrontEntry &entry)
{
    return {{"run", entry.run},
            {"strength", entry.strength ? Json(*entry.strength) : Json()},
            {"accuracy", entry.accuracy},
            {"accuracy_interval", {entry.interval.low, entry.interval.high}},
            {"latency_cycles", entry.cost.latency_cycles},
            {"latency_ms", entry.cost.latency_ms},
            {"energy_uJ", entry.cost.energy_uJ},
            {"weight_bytes", entry.weight_bytes},
            {"baseline", entry.baseline.empty() ? Json() : Json(entry.baseline)},
            {"engine", entry.engine},
            {"name", entry.name.empty() ? Json() : Json(entry.name)},
            {"trained", entry.phase != protocol::nameOf(protocol::TaskKind::Preview)},
            {"dominated", entry.dominated}};
}

Json toJson(const Front &front)
{
    Json points = Json::array();
    for (const FrontEntry &entry : front.points)
        points.push_back(toJson(entry));
    return {{"objective", mapping::objectiveName(front.objective)},
            {"layout", platform::nameOf(front.layout)},
            {"reference", {{"cost", front.reference.cost}, {"accuracy", front.reference.accuracy}}},
            {"hypervolume", front.hypervolume},
            {"knee", front.knee ? Json(*front.knee) : Json()},
            {"points", std::move(points)}};
}

} // namespace odimo::host
