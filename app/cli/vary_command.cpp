// SPDX-License-Identifier: Apache-2.0
#include "app/cli/analysed_project.h"
#include "app/cli/commands.h"
#include "app/cli/executor_options.h"
#include "app/cli/json_output.h"
#include "app/cli/shown_project.h"
#include "app/cli/steering_options.h"
#include "app/cli/terminal.h"
#include "app/cli/value_names.h"
#include "app/cli/variation_options.h"
#include "app/cli/varied_table.h"
#include "core/base/files.h"
#include "core/base/origin.h"
#include "core/host/front/front.h"
#include "core/host/vary/varied_data.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace odimo::cli {

namespace {

struct VaryOptions {
    std::string project;
    std::string objective;
    VariationOptions variation;
    SteeringOptions steering;
    ExecutorOptions executors;
    int rows = 20;
    bool json = false;
    std::string csv; ///< A file.
};

/// Without anything that varies: what could.
int showConstants(const platform::Platform &platform, bool json)
{
    if (json) {
        Json list = Json::array();
        for (const platform::PlatformConstant &constant : platform::constantsOf(platform))
            list.push_back({{"name", constant.name}, {"value", constant.value}});
        printDocument({{"constants", list}});
    } else
        print(stdout, constantsTable(platform));
    return 0;
}

int vary(const VaryOptions &options)
{
    const host::Variation variation = variationOf(options.variation);
    {
        const project::Project project = project::Project::open(options.project, project::Access::ReadOnly);
        if (!options.variation.isAskedFor())
            return showConstants(project.setup().platform, options.json);
        host::variantsOf(project.setup().platform, variation); // Before a worker is started for the analysis.
    }
    requireAnalysis(options.project, options.executors);
    const project::Project project = shownProject(options.project);
    const mapping::Objective objective =
        options.objective.empty() ? host::objectiveOf(project) : mapping::objectiveFromName(options.objective);
    const host::VariedFronts fronts =
        host::variedFronts(project, variation, objective,
                           host::restrictionsOf(restrictionSettings(options.steering), project.setup().platform));
    if (!options.csv.empty())
        writeText(options.csv, csvText(host::variedTable(fronts),
                                       originComments(project.setup().networkName + ": variants of the platform",
                                                      {.project = projectPath(options.project), .view = "front"})));
    if (options.json)
        printDocument(host::toJson(fronts));
    else
        print(stdout, variedText(fronts, project.setup(), options.rows, terminalOf(stdout)));
    return 0;
}

} // namespace

Action defineVary(CLI::App &app)
{
    const auto options = std::make_shared<VaryOptions>();
    app.add_option("project", options->project, "A project file (.odimo)")->required();
    addVariationOptions(app, options->variation);
    app.add_option("--objective", options->objective,
                   "What the fronts weigh against accuracy (default: what the searches were after)")
        ->type_name(objectiveValues);
    addSteeringOptions(app, options->steering);
    addExecutorOptions(app, options->executors);
    app.add_option("--rows", options->rows, "So many rows of a table at most, 0 for all")->capture_default_str();
    app.add_option("--csv", options->csv, "Write all points of all fronts to this file too, as comma-separated values")
        ->type_name(fileValue);
    app.add_flag("--json", options->json, "Print one JSON document");
    return [options] {
        return vary(*options);
    };
}

} // namespace odimo::cli
