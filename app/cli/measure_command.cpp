// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands.h"
#include "app/cli/cost_figures.h"
#include "app/cli/executor_options.h"
#include "app/cli/figures.h"
#include "app/cli/json_output.h"
#include "app/cli/run_text.h"
#include "app/cli/steering_options.h"
#include "app/cli/terminal.h"
#include "app/cli/value_names.h"
#include "app/cli/watched_exploration.h"
#include "app/cli/worker_task.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/json_reader.h"
#include "core/host/front/instant_front.h"
#include "core/mapping/cost/baselines.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <memory>

namespace odimo::cli {

namespace {

struct MeasureOptions {
    std::string project;
    std::string mapping;
    std::optional<std::int64_t> run;
    std::optional<double> predicted;
    std::string objective = "latency";
    SteeringOptions steering;
    bool fineTune = false;
    std::string name;
    ExecutorOptions executors;
    std::string jobs = "0";
    bool json = false;
};

/// The point of the predicted front whose cost, in ms or µJ, is the nearest.
mapping::Mapping predictedMapping(const project::Project &project, const MeasureOptions &options)
{
    const mapping::Objective objective = mapping::objectiveFromName(options.objective);
    const mapping::Restrictions restrictions =
        host::restrictionsOf(restrictionSettings(options.steering), project.setup().platform);
    const host::InstantFront front(project);
    const std::vector<host::PredictedEntry> entries = front.predict(objective, restrictions);
    const auto distance = [&](const host::PredictedEntry &entry) {
        const double cost = objective == mapping::Objective::Latency ? entry.cost.latency_ms : entry.cost.energy_uJ;
        return std::abs(cost - *options.predicted);
    };
    return front.mappingOf(*std::ranges::min_element(entries, {}, distance), restrictions);
}

mapping::Mapping chosenMapping(const project::Project &project, const MeasureOptions &options)
{
    if (options.predicted)
        return predictedMapping(project, options);
    if (!options.run) {
        const Json json = parseJson(readText(options.mapping), options.mapping);
        return mapping::mappingFromJson(json, project.setup().platform, options.mapping);
    }
    const project::Run run = project.run(*options.run);
    if (!run.mapping)
        throw Error("run " + std::to_string(run.id) + " has no mapping; choose one of the front");
    return *run.mapping;
}

/// One line: what the run has reached, and how it stands among the others.
std::string resultText(const project::Project &project, const host::FrontEntry &entry)
{
    const project::Measurement test = *project.run(entry.run).test();
    const mapping::MappingCost reference = referenceCost(project.costTable());
    return "\nRun " + std::to_string(entry.run) + " (" + titleOf(entry) +
           "): " + accuracyText(test.correct, test.total) + ", latency " +
           percent(entry.cost.latency_cycles / reference.latency_cycles, 1) + " % and energy " +
           percent(entry.cost.energy_uJ / reference.energy_uJ, 1) + " % of " + referenceName(project.setup().platform) +
           (entry.dominated ? ", dominated" : ", on the front") + "\n";
}

void report(const MeasureOptions &options, std::int64_t run, mapping::Objective objective)
{
    const project::Project project = project::Project::open(options.project, project::Access::ReadOnly);
    const host::Front front = host::frontOf(project, objective);
    const auto entry = std::ranges::find(front.points, run, &host::FrontEntry::run);
    if (entry == front.points.end())
        return;
    if (options.json)
        printDocument(host::toJson(*entry));
    else
        print(stdout, resultText(project, *entry));
}

int measure(const MeasureOptions &options)
{
    const int ways = (options.mapping.empty() ? 0 : 1) + (options.run ? 1 : 0) + (options.predicted ? 1 : 0);
    if (ways != 1)
        throw Error("Say which mapping: --mapping FILE, --run N or --predicted COST", ErrorKind::Usage);
    host::Settings settings;
    settings.executors = executorsOf(options.executors);
    settings.jobs = setJobs(settings.executors, options.jobs);
    settings.worker = options.executors.worker;
    {
        const project::Project project = project::Project::open(options.project, project::Access::ReadOnly);
        announceData(project.setup());
        settings.chosen = {{chosenMapping(project, options), options.fineTune, options.name}};
    }
    WatchedExploration watched(options.json);
    mapping::Objective objective = mapping::Objective::Latency;
    host::Exploration exploration(options.project, settings, [&](const host::Notice &notice) {
        if (const auto *changed = std::get_if<host::FrontChanged>(&notice))
            objective = changed->front.objective;
        watched.show(notice);
    });
    const host::Outcome outcome = watched.run(exploration);
    if (outcome == host::Outcome::Done)
        report(options, exploration.chosenRuns().front(), objective);
    if (outcome == host::Outcome::Failed)
        reportFailure(project::Project::open(options.project, project::Access::ReadOnly));
    return exitCodeOf(outcome);
}

} // namespace

Action defineMeasure(CLI::App &app)
{
    const auto options = std::make_shared<MeasureOptions>();
    app.add_option("project", options->project, "A project file (.odimo) with a warm-up")->required();
    app.add_option("--mapping", options->mapping, "A mapping as JSON, as `odimo export` writes it")
        ->type_name(fileValue);
    app.add_option("--run", options->run, "The mapping of a run of the project");
    app.add_option("--predicted", options->predicted,
                   "The mapping of the predicted front whose cost is nearest, in ms (or µJ with --objective energy)");
    app.add_option("--objective", options->objective, "The cost of --predicted")
        ->type_name(objectiveValues)
        ->capture_default_str();
    addSteeringOptions(app, options->steering);
    app.add_flag("--fine-tune", options->fineTune, "Train its weights too");
    app.add_option("--name", options->name, "What its run is called, as `odimo rename` has it");
    app.add_option("--jobs", options->jobs, "Workers at a time, as of `odimo explore`; 0 = as the exploration")
        ->capture_default_str();
    addExecutorOptions(app, options->executors);
    app.add_flag("--json", options->json, "Print the measured point as one JSON document");
    return [options] {
        return measure(*options);
    };
}

} // namespace odimo::cli
