// SPDX-License-Identifier: Apache-2.0
#include "app/cli/analysed_project.h"
#include "app/cli/commands.h"
#include "app/cli/executor_options.h"
#include "app/cli/front_table.h"
#include "app/cli/history_table.h"
#include "app/cli/json_output.h"
#include "app/cli/predicted_table.h"
#include "app/cli/seed_table.h"
#include "app/cli/shown_project.h"
#include "app/cli/steering_options.h"
#include "app/cli/terminal.h"
#include "app/cli/value_names.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/origin.h"
#include "core/host/front/front_data.h"
#include "core/platform/layout_mode.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace odimo::cli {

namespace {

struct FrontOptions {
    std::string project;
    std::string objective;
    bool instant = false;
    bool growth = false;
    int rows = 20;
    SteeringOptions steering;
    ExecutorOptions executors;
    bool json = false;
    std::string csv, tex, table; ///< Files.
};

mapping::Objective objectiveOf(const project::Project &project, const FrontOptions &options)
{
    return options.objective.empty() ? host::objectiveOf(project) : mapping::objectiveFromName(options.objective);
}

/// Where a file comes from, as the explorer writes it.
std::vector<std::string> commentsFor(const FrontOptions &options, const project::Project &project,
                                     const std::string &what, const std::vector<std::int64_t> &runs = {})
{
    return originComments(project.setup().networkName + ": " + what,
                          {.project = projectPath(options.project), .view = "front", .runs = runs});
}

void writeFiles(const FrontOptions &options, const host::Front &front, const project::Project &project)
{
    const std::vector<std::string> comments = commentsFor(options, project, "front", host::runsOn(front));
    const bool isEnergy = front.objective == mapping::Objective::Energy;
    if (!options.csv.empty())
        writeText(options.csv, csvText(host::frontTable(front), comments));
    if (!options.tex.empty())
        writeText(options.tex, pgfText({host::frontAxis(front, isEnergy ? host::FrontQuantity::Microjoules
                                                                        : host::FrontQuantity::Kilocycles)},
                                       comments));
    if (!options.table.empty())
        writeText(options.table, latexText(host::frontTable(front), comments));
}

int showMeasured(const FrontOptions &options)
{
    const project::Project project = shownProject(options.project);
    const host::Front front = host::frontOf(project, objectiveOf(project, options));
    const std::vector<host::SeedSpread> spreads = host::seedSpreads(project.runs());
    writeFiles(options, front, project);
    if (options.json)
        printDocument(frontDocument(front, spreads));
    else
        print(stdout, frontText(front, project.setup(), project.costTable(), terminalOf(stdout)) +
                          seedsText(spreads, terminalOf(stdout)));
    return 0;
}

int showGrowth(const FrontOptions &options)
{
    const project::Project project = shownProject(options.project);
    const std::vector<host::GrowthStep> steps =
        host::growthOf(host::frontOf(project, objectiveOf(project, options)), project.runs());
    if (!options.csv.empty())
        writeText(options.csv, csvText(host::growthTable(steps), commentsFor(options, project, "growth of the front")));
    if (options.json)
        printDocument(host::toJson(steps));
    else
        print(stdout, growthText(steps));
    return 0;
}

int showPredicted(const FrontOptions &options)
{
    requireAnalysis(options.project, options.executors);
    const project::Project project = shownProject(options.project);
    const mapping::Objective objective = objectiveOf(project, options);
    const mapping::Restrictions restrictions =
        host::restrictionsOf(restrictionSettings(options.steering), project.setup().platform);
    const std::vector<host::PredictedEntry> front = host::InstantFront(project).predict(objective, restrictions);
    if (options.json)
        printDocument(host::toJson(front, objective, platform::layoutModeOf(project.setup().platform)));
    else
        print(stdout, predictedText(front, project, objective, options.rows, terminalOf(stdout)));
    return 0;
}

int showFront(const FrontOptions &options)
{
    if (!options.instant && restrictionSettings(options.steering) != host::RestrictionSettings{})
        throw Error("Pins and limits change what is predicted, not what was measured; add --instant", ErrorKind::Usage);
    if (options.instant && !(options.csv + options.tex + options.table).empty())
        throw Error("Files have the measured front; leave out --instant, or --csv, --tex and --table",
                    ErrorKind::Usage);
    if (options.growth && options.instant)
        throw Error("What is predicted does not grow; leave out --instant or --growth", ErrorKind::Usage);
    if (options.growth && !(options.tex + options.table).empty())
        throw Error("The growth of the front is written as --csv; leave out --tex and --table", ErrorKind::Usage);
    if (options.growth)
        return showGrowth(options);
    return options.instant ? showPredicted(options) : showMeasured(options);
}

} // namespace

Action defineFront(CLI::App &app)
{
    const auto options = std::make_shared<FrontOptions>();
    app.add_option("project", options->project, "A project file (.odimo)")->required();
    app.add_option("--objective", options->objective,
                   "What the front weighs against accuracy (default: what the searches were after)")
        ->type_name(objectiveValues);
    app.add_flag("--instant", options->instant, "Show the predicted front, which needs no training");
    app.add_option("--rows", options->rows, "So many predicted mappings as text")->capture_default_str();
    addSteeringOptions(app, options->steering);
    addExecutorOptions(app, options->executors);
    app.add_flag("--growth", options->growth, "How the front grew, in the order in which the mappings were measured");
    app.add_option(
           "--csv", options->csv,
           "Write the measured front, or with --growth how it grew, to this file too, as comma-separated values")
        ->type_name(fileValue);
    app.add_option("--tex", options->tex, "Write it as a diagram for PGFPlots (LaTeX)")->type_name(fileValue);
    app.add_option("--table", options->table, "Write it as a table for LaTeX")->type_name(fileValue);
    app.add_flag("--json", options->json, "Print one JSON document");
    return [options] {
        return showFront(*options);
    };
}

} // namespace odimo::cli
