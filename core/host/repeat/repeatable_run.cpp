// SPDX-License-Identifier: Apache-2.0
#include "core/host/repeat/repeatable_run.h"

#include "core/base/error.h"
#include "core/base/json_reader.h"
#include "core/host/flow/preview_results.h"
#include "core/host/flow/run_settings.h"
#include "core/host/flow/weights_role.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace odimo::host {

using protocol::TaskKind;

namespace {

[[noreturn]] void refuse(const project::Run &run, const std::string &reason)
{
    throw Error("run " + std::to_string(run.id) + " cannot be repeated: " + reason);
}

std::vector<TaskKind> phasesOf(const project::Run &run)
{
    if (run.kind == project::RunKind::Warmup)
        return {TaskKind::Warmup};
    std::vector<TaskKind> phases;
    if (run.kind == project::RunKind::Search && run.strength)
        phases.push_back(TaskKind::Search);
    for (const TaskKind kind : {TaskKind::Preview, TaskKind::Finetune})
        if (measurementOf(run, "test", kind))
            phases.push_back(kind);
    return phases;
}

/// The warm-up that the settings of another run describe.
std::optional<std::int64_t> warmupOf(const std::vector<project::Run> &runs, const Json &warmup)
{
    for (const project::Run &each : runs)
        if (each.kind == project::RunKind::Warmup && parseJson(each.settings, "settings of a run") == warmup)
            return each.id;
    return std::nullopt;
}

std::int64_t neighbourOf(const project::Project &project, const project::Run &run, const std::string &digest)
{
    const std::vector<project::Run> runs = project.runs();
    const auto found = std::ranges::find_if(runs, [&](const project::Run &each) {
        return digestOfSettings(each.settings) == digest && each.status == project::RunStatus::Done;
    });
    if (found == runs.end() || !project.hasWeights(found->id, weightsRole(TaskKind::Finetune)))
        refuse(run, "its fine-tuning started near another run whose weights are not in the project any more");
    return found->id;
}

protocol::Schedule scheduleIn(JsonReader &reader, const char *field)
{
    return scheduleFromSettings(reader.value(field), reader.path(field));
}

/// Of the warm-up, which all other runs describe too.
void readWarmup(const Json &json, const std::string &where, RepeatableRun &repeatable)
{
    JsonReader reader(json, where);
    repeatable.settings.device = reader.text("device");
    repeatable.plan.warmup = scheduleIn(reader, "schedule");
    repeatable.plan.warmupThreads = reader.integer("threads", 0);
    if (reader.has("weights"))
        repeatable.plan.weights = reader.text("weights");
}

void readSearch(JsonReader &reader, RepeatableRun &repeatable)
{
    repeatable.plan.search = scheduleIn(reader, "search");
    repeatable.settings.costRule = protocol::costRuleFromName(reader.text("cost_rule"));
    if (reader.has("start"))
        repeatable.settings.startRun = reader.bigInteger("start");
    if (reader.has("restrictions"))
        repeatable.settings.restrictions =
            restrictionsFromJson(reader.value("restrictions"), reader.path("restrictions"));
}

void readTrained(const project::Project &project, const Json &json, const std::string &where, RepeatableRun &repeatable)
{
    const project::Run &run = repeatable.run;
    JsonReader reader(json, where);
    const Json &warmup = reader.value("warmup");
    repeatable.warmup = warmupOf(project.runs(), warmup);
    if (!repeatable.warmup || !project.hasWeights(*repeatable.warmup, weightsRole(TaskKind::Warmup)))
        refuse(run, "the warm-up that it started from is not in the project any more");
    readWarmup(warmup, reader.path("warmup"), repeatable);
    Plan &plan = repeatable.plan;
    plan.finetune = scheduleIn(reader, "finetune");
    plan.threads = reader.integer("threads", 0);
    repeatable.settings.device = reader.text("device");
    if (reader.has("style"))
        repeatable.settings.style = protocol::quantiserStyleFromName(reader.text("style"));
    plan.engine = knowsNeighbour(run.settings) ? "instant" : "odimo";
    if (reader.has("search_epochs"))
        plan.search.epochs = reader.integer("search_epochs", 0);
    if (const std::string neighbour = neighbourIn(run.settings); !neighbour.empty())
        repeatable.neighbour = neighbourOf(project, run, neighbour);
    if (reader.has("search"))
        readSearch(reader, repeatable);
}

} // namespace

RepeatableRun repeatableRun(const project::Project &project, std::int64_t id)
{
    RepeatableRun repeatable;
    project::Run &run = repeatable.run = project.run(id);
    if (run.sameMappingAs)
        refuse(run, "it shares the mapping and the fine-tuning of run " + std::to_string(*run.sameMappingAs) +
                        "; repeat that");
    repeatable.phases = phasesOf(run);
    if (run.status != project::RunStatus::Done || repeatable.phases.empty())
        refuse(run, "it has not come to its end; let it be measured first");
    if (isSteered(run.settings))
        refuse(run, "its strength was changed while it was searched");
    const std::string where = "settings of run " + std::to_string(id);
    const Json json = parseJson(run.settings, where);
    repeatable.settings.seed = run.seed;
    repeatable.settings.objective = run.objective;
    if (run.kind == project::RunKind::Warmup)
        readWarmup(json, where, repeatable);
    else
        readTrained(project, json, where, repeatable);
    return repeatable;
}

} // namespace odimo::host
