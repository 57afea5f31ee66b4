// SPDX-License-Identifier: Apache-2.0
#include "app/cli/analysed_project.h"
#include "app/cli/commands.h"
#include "app/cli/dry_run.h"
#include "app/cli/executor_options.h"
#include "app/cli/front_table.h"
#include "app/cli/json_output.h"
#include "app/cli/option_values.h"
#include "app/cli/seed_table.h"
#include "app/cli/steering_options.h"
#include "app/cli/terminal.h"
#include "app/cli/value_names.h"
#include "app/cli/variation_options.h"
#include "app/cli/varied_table.h"
#include "app/cli/watched_exploration.h"
#include "app/cli/worker_task.h"
#include "core/base/error.h"
#include "core/data/specification.h"
#include "core/host/exploration.h"
#include "core/host/front/summary.h"
#include "core/host/plan/stored_plan.h"
#include "core/host/vary/varied_data.h"
#include "core/mapping/cost/baselines.h"
#include "core/mapping/target_text.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace odimo::cli {

namespace {

/// The options as the user wrote them; settingsOf() gives them their meaning.
struct ExploreOptions {
    host::Settings settings;
    std::string project;
    std::string objective = "latency";
    std::string strengths;
    std::string epochs;
    std::string baselines = "preset";
    std::string threads;
    std::string costRule = "joint-staircase";
    std::string quantiser = "corrected";
    std::string precision = "auto";
    std::string input;
    std::string targets;
    SteeringOptions steering;
    VariationOptions variation;
    ExecutorOptions executors;
    std::string jobs = "0";
    int seeds = 1;
    bool skipBad = false;
    bool commands = false;
    bool dryRun = false;
    bool json = false;
};

host::Settings settingsOf(const ExploreOptions &options)
{
    host::Settings settings = options.settings;
    if (!settings.resume && (settings.network.empty() || settings.data.empty()))
        throw Error("A new exploration needs --network and --data; --resume goes on with the one in the project",
                    ErrorKind::Usage);
    settings.objective = mapping::objectiveFromName(options.objective);
    settings.baselines = host::baselinesFromName(options.baselines);
    settings.costRule = protocol::costRuleFromName(options.costRule);
    settings.style = protocol::quantiserStyleFromName(options.quantiser);
    settings.precision = protocol::precisionFromName(options.precision);
    if (!options.input.empty())
        settings.network = withInput(settings.network, parseShape(options.input));
    if (options.skipBad)
        settings.data = data::withSkipBad(settings.data);
    if (!options.strengths.empty())
        settings.strengths = parseStrengths(options.strengths);
    if (!options.targets.empty())
        settings.targets =
            within("--targets: ", [&] { return mapping::targetsFromText(options.targets, settings.objective); });
    settings.restrictions = restrictionSettings(options.steering);
    if (!options.epochs.empty())
        settings.epochs = parseEpochs(options.epochs);
    if (!options.threads.empty())
        settings.threads = parseThreads(options.threads);
    settings.executors = executorsOf(options.executors);
    settings.jobs = setJobs(settings.executors, options.jobs);
    settings.worker = options.executors.worker;
    return settings;
}

std::string summaryText(const host::Front &front, const project::Project &project)
{
    return front.points.empty()
               ? std::string()
               : "\n" + host::summaryOf(front, mapping::referenceCost(project.costTable())).sentence + "\n";
}

std::string nextSteps(const host::Front &front, const std::string &project)
{
    if (front.points.empty())
        return {};
    const std::string run = std::to_string(front.points.front().run);
    return "\nNext:\n  odimo show " + project + " --run " + run + "\n  odimo export " + project + " --run " + run +
           " --target json -o run" + run + "\n  odimo-explorer " + project + "\n";
}

/// Variants are refused before anything is trained.
void checkVariation(const ExploreOptions &options, const host::Settings &settings)
{
    const host::Variation variation = variationOf(options.variation);
    if (!options.variation.isAskedFor())
        return;
    const platform::Platform platform =
        settings.resume ? project::Project::open(options.project, project::Access::ReadOnly).setup().platform
                        : host::platformOf(settings);
    host::variantsOf(platform, variation);
}

/// Of an exploration that came to its end, if they were asked for.
std::optional<host::VariedFronts> variedOf(const ExploreOptions &options, const host::Settings &settings,
                                           mapping::Objective objective, host::Outcome outcome)
{
    if (!options.variation.isAskedFor() || outcome != host::Outcome::Done)
        return std::nullopt;
    requireAnalysis(options.project, options.executors);
    const project::Project project = project::Project::open(options.project, project::Access::ReadOnly);
    return host::variedFronts(
        project, variationOf(options.variation), objective,
        host::restrictionsOf(host::storedSettings(project).value_or(settings).restrictions, project.setup().platform));
}

void reportFront(const ExploreOptions &options, const host::Settings &settings, mapping::Objective objective,
                 host::Outcome outcome)
{
    const std::optional<host::VariedFronts> varied = variedOf(options, settings, objective, outcome);
    const project::Project project = project::Project::open(options.project, project::Access::ReadOnly);
    const host::Front front = host::frontOf(project, objective);
    if (options.json) {
        Json document = frontDocument(front, host::seedSpreads(project.runs()));
        if (varied)
            document["varied"] = host::toJson(*varied);
        printDocument(document);
    } else {
        constexpr int rows = 20;
        const Terminal terminal = terminalOf(stdout);
        print(stdout, "\n" + frontText(front, project.setup(), project.costTable(), terminal) +
                          seedsText(host::seedSpreads(project.runs()), terminal) + summaryText(front, project) +
                          (varied ? "\n" + variedText(*varied, project.setup(), rows, terminal) : "") +
                          nextSteps(front, options.project));
    }
    if (outcome == host::Outcome::Failed)
        reportFailure(project);
}

int explore(const ExploreOptions &options)
{
    const host::Settings settings = settingsOf(options);
    checkVariation(options, settings);
    if (options.dryRun) {
        const int exitCode = dryRun(options.project, settings, options.json);
        if (options.seeds > 1 && !options.json)
            print(stdout, "\nThat is for each of " + std::to_string(options.seeds) + " seeds.\n");
        return exitCode;
    }
    if (settings.resume && settings.data.empty())
        announceData(project::Project::open(options.project, project::Access::ReadOnly).setup());
    mapping::Objective objective = settings.objective;
    host::Outcome outcome = host::Outcome::Done;
    for (int repeat = 0; repeat < options.seeds && outcome == host::Outcome::Done; ++repeat) {
        host::Settings repeated = settings;
        repeated.seed += static_cast<std::uint64_t>(repeat);
        WatchedExploration watched(options.json);
        host::Exploration exploration(options.project, repeated, [&](const host::Notice &notice) {
            if (const auto *changed = std::get_if<host::FrontChanged>(&notice))
                objective = changed->front.objective; // A resumed exploration has its own.
            watched.show(notice);
        });
        outcome = watched.run(exploration, options.commands);
    }
    reportFront(options, settings, objective, outcome);
    return exitCodeOf(outcome);
}

void addChoiceOptions(CLI::App &app, ExploreOptions &options)
{
    host::Settings &settings = options.settings;
    app.add_option("--network", settings.network, networkHelp)->type_name(networkValue);
    app.add_option("--input,--input-shape", options.input,
                   "Shape of its images, where the file leaves it open: 3x224x224");
    app.add_option("--data", settings.data, dataHelp)->type_name(dataValue);
    app.add_flag("--fit", settings.fit, "Resize all images to those of the network, and make them grey or colour");
    app.add_flag("--skip-bad", options.skipBad, "Go on without images that cannot be used");
    app.add_option("--platform", settings.platform,
                   "A name of `odimo platforms` or a .json file; with +none behind it channels may be left out")
        ->type_name(platformValue)
        ->capture_default_str();
    app.add_option("--layout", settings.layout, layoutHelp)->type_name(layoutValues);
    app.add_option("--objective", options.objective, "What a mapping should save")
        ->type_name(objectiveValues)
        ->capture_default_str();
    app.add_option("--project", options.project, "The project file (.odimo) that keeps all results")
        ->type_name(projectValue)
        ->required();
    CLI::Option *resume = app.add_flag("--resume", settings.resume, "Go on with the unfinished runs of the project");
    app.add_flag("--dry-run", options.dryRun, "Print the plan, how long it takes and the disk space, and start nothing")
        ->excludes(resume);
}

void addTrainingOptions(CLI::App &app, ExploreOptions &options)
{
    host::Settings &settings = options.settings;
    app.add_option("--preset", settings.preset, "How long to train")
        ->type_name("quick|standard|paper")
        ->capture_default_str();
    app.add_option("--budget", settings.budget_s, "Seconds for the whole front, preset quick")->capture_default_str();
    CLI::Option *strengths = app.add_option("--strengths", options.strengths,
                                            "Weights of the cost against the task, a list (0.1,0.5,2) or a range "
                                            "from:to:how many (0.03:10:6) (engine odimo)");
    app.add_option("--points", settings.points, "So many fine-tuned mappings, or strengths over the useful range")
        ->excludes(strengths);
    app.add_option("--epochs", options.epochs, "Epochs of warm-up, search and fine-tuning, for example 10,3,2");
    app.add_option("--images", settings.images, "Training images to use; 0 = all");
    app.add_option("--seed", settings.seed, "The same seed and plan give the same front")->capture_default_str();
    app.add_option("--seeds", options.seeds,
                   "Explore so often, with this seed and those that follow it; the front then tells mean and range of "
                   "what differs in nothing but the seed")
        ->check(CLI::PositiveNumber)
        ->excludes("--resume")
        ->capture_default_str();
    app.add_option("--cost-rule", options.costRule, "Relaxed cost of the search")
        ->type_name("joint-staircase|published")
        ->capture_default_str();
    app.add_option("--quantiser", options.quantiser,
                   "How values are quantised; published: as the authors' code behaves")
        ->type_name("corrected|published")
        ->capture_default_str();
}

void addEngineOptions(CLI::App &app, ExploreOptions &options)
{
    std::string names;
    for (const mapping::Engine &engine : mapping::engines())
        names += (names.empty() ? "" : "|") + std::string(engine.name);
    app.add_option("--engine", options.settings.engine,
                   "How mappings are found (default: instant; odimo if strengths are given)")
        ->type_name(names);
    app.add_option("--targets", options.targets,
                   "Costs to aim at, in percent of that of all channels on the reference unit, for example 50,70, or "
                   "\"half the latency\"");
    app.add_option("--start", options.settings.startRun, "The run whose mapping a search starts from (engine odimo)");
    app.add_option("--baselines", options.baselines, "Given mappings to train for comparison")
        ->type_name("preset|all|none")
        ->capture_default_str();
    addSteeringOptions(app, options.steering);
    addVariationOptions(app, options.variation);
    app.add_flag("--commands", options.commands,
                 "Read commands from stdin while it runs: pause, resume, stop, strength RUN VALUE, cancel RUN, "
                 "retry RUN, order RUN RUN...");
}

void addMachineOptions(CLI::App &app, ExploreOptions &options)
{
    host::Settings &settings = options.settings;
    app.add_option("--device", settings.device, "What trains")->type_name(deviceValues)->capture_default_str();
    app.add_option("--precision", options.precision, precisionHelp)->type_name(precisionValues)->capture_default_str();
    app.add_option(
           "--jobs", options.jobs,
           "Workers at a time, on each executor or, with a list, on the first, the second, ...; 0 = chosen from "
           "the cores")
        ->capture_default_str();
    app.add_option("--threads", options.threads,
                   "Threads of the warm-up and of each other task, for example 8,2 (default 2,1); a front repeats with "
                   "the same threads");
    app.add_flag("--one-process", settings.oneProcess,
                 "Workers are threads of one process, as they always are on a GPU");
    addExecutorOptions(app, options.executors);
    app.add_flag("--json", options.json, "Print the front as one JSON document");
}

} // namespace

Action defineExplore(CLI::App &app)
{
    const auto options = std::make_shared<ExploreOptions>();
    addChoiceOptions(app, *options);
    addEngineOptions(app, *options);
    addTrainingOptions(app, *options);
    addMachineOptions(app, *options);
    return [options] {
        return explore(*options);
    };
}

} // namespace odimo::cli
