// SPDX-License-Identifier: Apache-2.0
#include "core/host/run_settings.h"

#include "core/base/error.h"
#include "core/base/json_reader.h"
#include "core/mapping/baselines.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace odimo::host {

namespace {

constexpr const char *steeredField = "steered";

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

Json tuningJson(const Settings &settings, const Plan &plan)
{
    return {{"seed", settings.seed},
            {"device", settings.device},
            {"threads", plan.threads},
            {"style", protocol::nameOf(settings.style)},
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

/// As they were when the run was planned.
std::string planned(const std::string &settings)
{
    Json json = parseJson(settings, "settings of a run");
    json.erase(steeredField);
    return json.dump();
}

class RunBook {
public:
    RunBook(project::Project &project, bool resume) : m_project(project), m_resume(resume), m_runs(project.runs()) {}

    std::int64_t enter(project::Run run)
    {
        for (const project::Run &known : m_runs)
            if (known.kind == run.kind && known.settings == run.settings)
                return known.id;
        for (const project::Run &known : m_runs)
            if (m_resume && known.kind == run.kind && planned(known.settings) == run.settings)
                return known.id;
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
    const mapping::MappingCost cost = mapping::costOf(table, mapping);
    run.mapping = mapping;
    run.latency_cycles = cost.latency_cycles;
    run.latency_ms = cost.latency_ms;
    run.energy_uJ = cost.energy_uJ;
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

void tidy(std::vector<std::int64_t> &ids)
{
    std::ranges::sort(ids);
    const auto repeated = std::ranges::unique(ids);
    ids.erase(repeated.begin(), repeated.end());
}

} // namespace

std::string warmupSettings(const Settings &settings, const Plan &plan) { return warmupJson(settings, plan).dump(); }

std::string baselineSettings(const Settings &settings, const Plan &plan, const std::string &baseline)
{
    Json json{{"baseline", baseline}, {"search_epochs", plan.search.epochs}};
    json.update(tuningJson(settings, plan));
    return json.dump();
}

std::string searchSettings(const Settings &settings, const Plan &plan, double strength)
{
    Json json{{"strength", strength},
              {"objective", mapping::objectiveName(settings.objective)},
              {"cost_rule", protocol::nameOf(settings.costRule)},
              {"search", scheduleJson(plan.search)}};
    if (settings.wishes != Wishes{})
        json["restrictions"] = toJson(settings)["wishes"];
    if (settings.startRun)
        json["start"] = *settings.startRun;
    json.update(tuningJson(settings, plan));
    return json.dump();
}

std::string proposalSettings(const Settings &settings, const Plan &plan, const mapping::Mapping &mapping,
                             const platform::Platform &platform)
{
    Json json{{"mapping", mapping::toJson(mapping, platform)}};
    json.update(tuningJson(settings, plan));
    return json.dump();
}

std::string steered(const std::string &settings, const protocol::StrengthChanged &changed)
{
    Json json = parseJson(settings, "settings of a run");
    json[steeredField].push_back({{"strength", changed.strength}, {"epoch", changed.epoch}});
    return json.dump();
}

std::string tuningPart(const std::string &settings)
{
    Json json = parseJson(settings, "settings of a run");
    for (const char *field : {"baseline", "search_epochs", "strength", "objective", "cost_rule", "search", "mapping",
                              "restrictions", "start", steeredField})
        json.erase(field);
    return json.dump();
}

std::vector<std::int64_t> RunTable::all() const
{
    std::vector<std::int64_t> ids{warmup};
    ids.insert(ids.end(), baselines.begin(), baselines.end());
    ids.insert(ids.end(), searches.begin(), searches.end());
    return ids;
}

RunTable enterRuns(project::Project &project, const Settings &settings, const Plan &plan)
{
    RunBook book(project, settings.resume);
    RunTable table;
    table.warmup = book.enter(newRun(project::RunKind::Warmup, settings, warmupSettings(settings, plan)));
    for (const std::string &name : plan.baselines)
        table.baselines.push_back(book.enter(newBaseline(project, settings, plan, name)));
    for (const double strength : plan.strengths)
        table.searches.push_back(book.enter(newSearch(settings, plan, strength)));
    tidy(table.baselines);
    tidy(table.searches);
    return table;
}

std::int64_t enterSearch(project::Project &project, const Settings &settings, const Plan &plan, double strength)
{
    return RunBook(project, settings.resume).enter(newSearch(settings, plan, strength));
}

std::vector<std::int64_t> enterProposals(project::Project &project, const Settings &settings, const Plan &plan,
                                         std::span<const std::int64_t> baselines,
                                         std::span<const mapping::Proposal> proposals)
{
    std::vector<project::Run> given;
    for (const std::int64_t id : baselines)
        given.push_back(project.run(id));
    RunBook book(project, settings.resume);
    std::vector<std::int64_t> ids;
    for (const mapping::Proposal &proposal : proposals) {
        const auto baseline = std::ranges::find(given, std::optional(proposal.mapping), &project::Run::mapping);
        project::Run run = newRun(project::RunKind::Search, settings,
                                  proposalSettings(settings, plan, proposal.mapping, project.setup().platform));
        run.engine = plan.engine;
        setMapping(run, proposal.mapping, project.costTable());
        const std::int64_t id = baseline != given.end() ? baseline->id : book.enter(std::move(run));
        if (std::ranges::find(ids, id) == ids.end())
            ids.push_back(id);
    }
    return ids;
}

} // namespace odimo::host
