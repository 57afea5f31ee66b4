// SPDX-License-Identifier: Apache-2.0
#include "core/host/flow/run_settings.h"

#include "core/base/error.h"
#include "core/base/json_reader.h"
#include "core/data/containers/sha256.h"
#include "core/host/flow/weights_role.h"
#include "core/mapping/cost/baselines.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>
#include <initializer_list>

namespace odimo::host {

namespace {

constexpr const char *steeredField = "steered";
constexpr const char *neighbourField = "neighbour";
constexpr const char *styleField = "style";

/// Without what does nothing, so that runs of earlier versions are found again.
Json scheduleJson(const protocol::Schedule &schedule)
{
    Json json = protocol::toJson(schedule);
    if (schedule.cycles == 1)
        json.erase("cycles");
    if (schedule.precision == protocol::Precision::Full)
        json.erase("precision");
    return json;
}

Json warmupJson(const Settings &settings, const Plan &plan)
{
    Json json{{"seed", settings.seed},
              {"device", settings.device},
              {"threads", plan.warmupThreads},
              {"schedule", scheduleJson(plan.warmup)}};
    if (!plan.weights.empty())
        json["weights"] = plan.weights;
    return json;
}

Json fineTuningJson(const Settings &settings, const Plan &plan)
{
    return {{"seed", settings.seed},
            {"device", settings.device},
            {"threads", plan.threads},
            {styleField, protocol::nameOf(settings.style)},
            {"warmup", warmupJson(settings, plan)},
            {"finetune", scheduleJson(plan.finetune)}};
}

/// A run that is not there yet, with what all kinds share.
project::Run newRun(project::RunKind kind, const Settings &settings, std::string text)
{
    project::Run run;
    run.kind = kind;
    run.objective = settings.objective;
    run.seed = settings.seed;
    run.settings = std::move(text);
    return run;
}

std::string without(const std::string &settings, std::initializer_list<const char *> fields)
{
    Json json = parseJson(settings, "settings of a run");
    for (const char *field : fields)
        json.erase(field);
    return json.dump();
}

/// In the words of this version: earlier ones had another name for the style of the quantisers.
std::string inTodaysWords(const std::string &settings)
{
    if (settings.find(mapping::correctedStyleBefore) == std::string::npos)
        return settings;
    Json json = parseJson(settings, "settings of a run");
    if (const auto style = json.find(styleField); style != json.end() && *style == mapping::correctedStyleBefore)
        *style = protocol::nameOf(protocol::QuantiserStyle::Corrected);
    return json.dump();
}

/// As they were when the run was entered, before a neighbour was chosen. Runs of earlier versions do not name theirs.
std::string entered(const std::string &settings)
{
    Json json = parseJson(settings, "settings of a run");
    if (json.contains(neighbourField))
        json[neighbourField] = nullptr;
    return json.dump();
}

/// As they were when the run was planned, also by an earlier version.
std::string planned(const std::string &settings) { return without(settings, {steeredField, neighbourField}); }

/// With settings in the words of this version, to be found by.
std::vector<project::Run> knownRuns(const project::Project &project)
{
    std::vector<project::Run> runs = project.runs();
    for (project::Run &known : runs)
        known.settings = inTodaysWords(known.settings);
    return runs;
}

/// The run among them that equals `run`.
std::optional<std::int64_t> equalRun(std::span<const project::Run> known, const project::Run &run, bool resume)
{
    const auto find = [&](const auto &form) -> std::optional<std::int64_t> {
        const auto found = std::ranges::find_if(known, [&](const project::Run &each) {
            return each.kind == run.kind && form(each.settings) == form(run.settings);
        });
        return found == known.end() ? std::nullopt : std::optional(found->id);
    };
    if (const auto same = find(std::identity()))
        return same;
    if (const auto same = find(entered))
        return same;
    return resume ? find(planned) : std::nullopt;
}

class RunRegistry {
public:
    RunRegistry(project::Project &project, bool resume)
        : m_project(project), m_resume(resume), m_runs(knownRuns(project))
    {
    }

    std::int64_t enter(project::Run run)
    {
        if (const auto same = equalRun(m_runs, run, m_resume))
            return *same;
        run.id = m_project.save(run);
        m_runs.push_back(run);
        return run.id;
    }

private:
    project::Project &m_project;
    bool m_resume;
    std::vector<project::Run> m_runs;
};

void setMapping(project::Run &run, const mapping::Mapping &mapping, const mapping::CostTable &table)
{
    run.mapping = mapping;
    run.cost = mapping::costOf(table, mapping);
}

project::Run newBaseline(const project::Project &project, const Settings &settings, const Plan &plan,
                         const std::string &name)
{
    const std::vector<mapping::Baseline> known = mapping::baselines(project.costTable());
    const auto found = std::ranges::find(known, name, &mapping::Baseline::name);
    if (found == known.end())
        throw Error("the plan names the baseline \"" + name + "\", which the platform " +
                    project.setup().platform.name + " does not have");
    project::Run run = newRun(project::RunKind::Baseline, settings, baselineSettings(settings, plan, name));
    run.baseline = name;
    setMapping(run, found->mapping, project.costTable());
    return run;
}

project::Run newSearch(const Settings &settings, const Plan &plan, double strength)
{
    project::Run run = newRun(project::RunKind::Search, settings, searchSettings(settings, plan, strength));
    run.strength = strength;
    return run;
}

void addOnce(std::vector<std::int64_t> &ids, std::int64_t id)
{
    if (std::ranges::find(ids, id) == ids.end())
        ids.push_back(id);
}

} // namespace

std::string warmupSettings(const Settings &settings, const Plan &plan) { return warmupJson(settings, plan).dump(); }

std::string baselineSettings(const Settings &settings, const Plan &plan, const std::string &baseline)
{
    Json json{{"baseline", baseline}, {"search_epochs", baselineSchedule(plan).epochs - plan.finetune.epochs}};
    json.update(fineTuningJson(settings, plan));
    if (!mapping::engineNamed(plan.engine).trains())
        json[neighbourField] = nullptr;
    return json.dump();
}

std::string searchSettings(const Settings &settings, const Plan &plan, double strength)
{
    Json json{{"strength", strength},
              {"objective", mapping::objectiveName(settings.objective)},
              {"cost_rule", protocol::nameOf(settings.costRule)},
              {"search", scheduleJson(plan.search)}};
    if (settings.restrictions != RestrictionSettings{})
        json["restrictions"] = toJson(settings)["restrictions"];
    if (settings.startRun)
        json["start"] = *settings.startRun;
    json.update(fineTuningJson(settings, plan));
    return json.dump();
}

std::string proposalSettings(const Settings &settings, const Plan &plan, const mapping::Mapping &mapping,
                             const platform::Platform &platform)
{
    Json json{{"mapping", mapping::toJson(mapping, platform)}, {neighbourField, nullptr}};
    json.update(fineTuningJson(settings, plan));
    return json.dump();
}

std::string digestOfSettings(const std::string &settings)
{
    data::Sha256 digest;
    digest.add(settings);
    return digest.hexadecimal();
}

std::string withNeighbour(const std::string &settings, const std::optional<std::string> &neighbour)
{
    Json json = parseJson(settings, "settings of a run");
    json[neighbourField] = nullptr;
    if (neighbour)
        json[neighbourField] = digestOfSettings(*neighbour);
    return json.dump();
}

std::string neighbourIn(const std::string &settings)
{
    const Json json = parseJson(settings, "settings of a run");
    const auto neighbour = json.find(neighbourField);
    return neighbour != json.end() && neighbour->is_string() ? neighbour->get<std::string>() : std::string();
}

bool knowsNeighbour(const std::string &settings)
{
    return parseJson(settings, "settings of a run").contains(neighbourField);
}

std::string withStrengthChange(const std::string &settings, const protocol::StrengthChanged &changed)
{
    Json json = parseJson(settings, "settings of a run");
    Json &changes = json[steeredField];
    if (!changes.is_array())
        changes = Json::array();
    changes.push_back({{"strength", changed.strength}, {"epoch", changed.epoch}});
    return json.dump();
}

bool isSteered(const std::string &settings) { return parseJson(settings, "settings of a run").contains(steeredField); }

protocol::Schedule scheduleFromSettings(Json schedule, const std::string &where)
{
    if (schedule.is_object() && !schedule.contains("cycles"))
        schedule["cycles"] = protocol::Schedule().cycles;
    if (schedule.is_object() && !schedule.contains("precision"))
        schedule["precision"] = protocol::nameOf(protocol::Precision::Full);
    return protocol::scheduleFromJson(schedule, where);
}

std::string fineTuningPart(const std::string &settings)
{
    return without(inTodaysWords(settings),
                   {"baseline", "search_epochs", "strength", "objective", "cost_rule", "search", "mapping",
                    "restrictions", "start", steeredField, neighbourField});
}

std::vector<std::int64_t> PlannedRuns::all() const
{
    std::vector<std::int64_t> ids{warmup};
    ids.insert(ids.end(), baselines.begin(), baselines.end());
    ids.insert(ids.end(), searches.begin(), searches.end());
    return ids;
}

PlannedRuns registerRuns(project::Project &project, const Settings &settings, const Plan &plan)
{
    RunRegistry registry(project, settings.resume);
    PlannedRuns table;
    table.warmup = registry.enter(newRun(project::RunKind::Warmup, settings, warmupSettings(settings, plan)));
    for (const std::string &name : plan.baselines)
        addOnce(table.baselines, registry.enter(newBaseline(project, settings, plan, name)));
    for (const double strength : plan.strengths)
        addOnce(table.searches, registry.enter(newSearch(settings, plan, strength)));
    return table;
}

std::int64_t registerWarmup(project::Project &project, const Settings &settings, const Plan &plan)
{
    return RunRegistry(project, settings.resume)
        .enter(newRun(project::RunKind::Warmup, settings, warmupSettings(settings, plan)));
}

std::int64_t registerSearch(project::Project &project, const Settings &settings, const Plan &plan, double strength)
{
    return RunRegistry(project, settings.resume).enter(newSearch(settings, plan, strength));
}

std::vector<std::int64_t> registerProposals(project::Project &project, const Settings &settings, const Plan &plan,
                                            std::span<const std::int64_t> baselines,
                                            std::span<const mapping::Proposal> proposals)
{
    std::vector<project::Run> given;
    for (const std::int64_t id : baselines)
        given.push_back(project.run(id));
    RunRegistry registry(project, settings.resume);
    std::vector<std::int64_t> ids;
    for (const mapping::Proposal &proposal : proposals) {
        const auto baseline = std::ranges::find(given, std::optional(proposal.mapping), &project::Run::mapping);
        project::Run run = newRun(project::RunKind::Search, settings,
                                  proposalSettings(settings, plan, proposal.mapping, project.setup().platform));
        run.engine = plan.engine;
        setMapping(run, proposal.mapping, project.costTable());
        addOnce(ids, baseline != given.end() ? baseline->id : registry.enter(std::move(run)));
    }
    return ids;
}

std::int64_t registerChosen(project::Project &project, const Settings &settings, const Plan &plan,
                            const mapping::Mapping &mapping, const std::string &engine)
{
    project::Run run =
        newRun(project::RunKind::Search, settings, proposalSettings(settings, plan, mapping, project.setup().platform));
    run.engine = engine;
    setMapping(run, mapping, project.costTable());
    return RunRegistry(project, settings.resume).enter(std::move(run));
}

std::int64_t requireWarmup(const project::Project &project, const Settings &settings, const Plan &plan)
{
    const project::Run wanted = newRun(project::RunKind::Warmup, settings, warmupSettings(settings, plan));
    const std::optional<std::int64_t> warmup = equalRun(knownRuns(project), wanted, settings.resume);
    if (!warmup || project.run(*warmup).status != project::RunStatus::Done ||
        !project.hasWeights(*warmup, weightsRole(protocol::TaskKind::Warmup)))
        throw Error(project.path().string() + " has no trained weights that a mapping could start from yet: the "
                                              "warm-up comes first",
                    ErrorKind::BadInput, Remedy::ResumeExploration);
    return *warmup;
}

} // namespace odimo::host
