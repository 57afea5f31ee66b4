// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands.h"
#include "app/cli/run_text.h"
#include "app/cli/shown_project.h"
#include "app/cli/terminal.h"
#include "app/cli/value_names.h"
#include "core/base/error.h"
#include "core/host/deliver/export_run.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace odimo::cli {

namespace {

struct ExportOptions {
    std::string project;
    std::int64_t run = 0;
    std::string target = deploy::exporters().front().name;
    std::string output;
    bool force = false;
};

/// "json: network, mapping, ...": a line for each target.
std::string targetText()
{
    std::string text;
    for (const deploy::Exporter &exporter : deploy::exporters())
        text += (text.empty() ? "" : "\n") + std::string(exporter.name) + ": " + exporter.writes;
    return text;
}

std::string targetNames()
{
    std::string names;
    for (const deploy::Exporter &exporter : deploy::exporters())
        names += (names.empty() ? "" : "|") + std::string(exporter.name);
    return names;
}

int exportRun(const ExportOptions &options)
{
    const deploy::Exporter *exporter = within("--target: ", [&] { return &deploy::exporterNamed(options.target); });
    const project::Project project = shownProject(options.project);
    const project::Run run = project.run(options.run);
    host::exportRun(project, run, *exporter, options.output,
                    options.force ? Existing::ReplaceExport : Existing::Refuse);
    print(stdout, "Run " + std::to_string(run.id) + " (" + titleOf(run) + ") is in " + options.output + "\n");
    return 0;
}

} // namespace

Action defineExport(CLI::App &app)
{
    const auto options = std::make_shared<ExportOptions>();
    app.add_option("project", options->project, "A project file (.odimo)")->required();
    app.add_option("--run", options->run, "The number of the run, as `odimo front` lists it")->required();
    app.add_option("--target", options->target, targetText())->type_name(targetNames())->capture_default_str();
    app.add_option("-o,--output", options->output, "A new folder")->type_name(folderValue)->required();
    app.add_flag("--force", options->force, "Replace the folder if it is an earlier export");
    return [options] {
        return exportRun(*options);
    };
}

} // namespace odimo::cli
