// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands.h"
#include "app/cli/front_table.h"
#include "app/cli/json_output.h"
#include "app/cli/terminal.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>

namespace odimo::cli {

namespace {

struct Options {
    std::string project;
    std::string objective;
    bool json = false;
};

/// What the searches of the project were after; latency if there is none yet.
mapping::Objective objectiveOf(const project::Project &project)
{
    const std::vector<project::Run> runs = project.runs();
    const auto search = std::ranges::find(runs, project::RunKind::Search, &project::Run::kind);
    return search == runs.end() ? mapping::Objective::Latency : search->objective;
}

int showFront(const Options &options)
{
    const project::Project project = project::Project::open(options.project, project::Access::ReadOnly);
    const host::Front front = host::frontOf(
        project, options.objective.empty() ? objectiveOf(project) : mapping::objectiveFromName(options.objective));
    if (options.json)
        printDocument(host::toJson(front));
    else
        print(stdout, frontText(front, project.setup(), project.costTable(), terminalOf(stdout)));
    return 0;
}

} // namespace

Action defineFront(CLI::App &app)
{
    const auto options = std::make_shared<Options>();
    app.add_option("project", options->project, "A project file (.odimo)")->required();
    app.add_option("--objective", options->objective, "latency or energy (default: what the searches were after)");
    app.add_flag("--json", options->json, "Print one JSON document");
    return [options] {
        return showFront(*options);
    };
}

} // namespace odimo::cli
