// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands.h"
#include "app/cli/json_output.h"
#include "app/cli/run_text.h"
#include "app/cli/terminal.h"
#include "core/host/files/work_folder.h"
#include "core/project/run_names.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace odimo::cli {

namespace {

struct RenameOptions {
    std::string project;
    std::int64_t run = 0;
    std::string name;
    bool json = false;
};

int renameRun(const RenameOptions &options)
{
    host::requireUnexplored(options.project);
    project::Project project = project::Project::open(options.project, project::Access::ReadWrite);
    project::RunNames names = project::runNames(project);
    names[options.run] = options.name;
    storeRunNames(project, names);
    const std::string name = project::runNames(project)[options.run];
    if (options.json)
        printDocument({{"run", options.run}, {"name", name.empty() ? Json(nullptr) : Json(name)}});
    else
        print(stdout, "Run " + std::to_string(options.run) + ": " + titleOf(project.run(options.run), name) + "\n");
    return 0;
}

} // namespace

Action defineRename(CLI::App &app)
{
    const auto options = std::make_shared<RenameOptions>();
    app.add_option("project", options->project, "A project file (.odimo)")->required();
    app.add_option("--run", options->run, "The number of the run, as `odimo front` lists it")->required();
    app.add_option("--name", options->name, "A name of your own; an empty one takes it away")->required();
    app.add_flag("--json", options->json, "Print one JSON document");
    return [options] {
        return renameRun(*options);
    };
}

} // namespace odimo::cli
