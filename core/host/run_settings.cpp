// SPDX-License-Identifier: Apache-2.0
#include "core/host/run_settings.h"

#include "core/base/error.h"
#include "core/base/json_reader.h"
#include "core/mapping/baselines.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace odimo::host {

namespace {

Json warmupJson(const Settings &settings, const Plan &plan)
{
    Json json{{"seed", settings.seed},
              {"device", settings.device},
              {"threads", plan.warmupThreads},
              {"schedule", protocol::toJson(plan.warmup)}};
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
            {"finetune", protocol::toJson(plan.finetune)}};
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

class RunBook {
public:
    explicit RunBook(project::Project &project) : m_project(project), m_runs(project.runs()) {}

    std::int64_t enter(project::Run run)
    {
        for (const project::Run &known : m_runs)
            if (known.kind == run.kind && known.settings == run.settings)
                return known.id;
        run.id = m_project.save(run);
        m_runs.push_back(run);
        return run.id;
    }

private:
    project::Project &m_project;
    std::vector<project::Run> m_runs;
};

project::Run newBaseline(const project::Project &project, const Settings &settings, const Plan &plan,
                         const std::string &name)
{
    const std::vector<mapping::Baseline> known = mapping::baselines(project.costTable());
    const auto found = std::ranges::find(known, name, &mapping::Baseline::name);
    if (found == known.end())
        throw Error("the plan names the baseline \"" + name + "\", which the platform " +
                    project.setup().platform.name + " does not have");
    project::Run run = newRun(project::RunKind::Baseline, settings, baselineSettings(settings, plan, name));
    const mapping::MappingCost cost = mapping::costOf(project.costTable(), found->mapping);
    run.baseline = name;
    run.mapping = found->mapping;
    run.latency_cycles = cost.latency_cycles;
    run.latency_ms = cost.latency_ms;
    run.energy_uJ = cost.energy_uJ;
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
              {"search", protocol::toJson(plan.search)}};
    json.update(tuningJson(settings, plan));
    return json.dump();
}

std::string tuningPart(const std::string &settings)
{
    Json json = parseJson(settings, "settings of a run");
    for (const char *field : {"baseline", "search_epochs", "strength", "objective", "cost_rule", "search"})
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
    RunBook book(project);
    RunTable table;
    table.warmup = book.enter(newRun(project::RunKind::Warmup, settings, warmupSettings(settings, plan)));
    for (const std::string &name : plan.baselines)
        table.baselines.push_back(book.enter(newBaseline(project, settings, plan, name)));
    for (const double strength : plan.strengths) {
        project::Run run = newRun(project::RunKind::Search, settings, searchSettings(settings, plan, strength));
        run.strength = strength;
        table.searches.push_back(book.enter(std::move(run)));
    }
    tidy(table.baselines);
    tidy(table.searches);
    return table;
}

} // namespace odimo::host
