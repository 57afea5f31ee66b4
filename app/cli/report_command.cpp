// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands.h"
#include "app/cli/shown_project.h"
#include "app/cli/terminal.h"
#include "app/cli/value_names.h"
#include "app/cli/visible_text.h"
#include "core/report/report_kinds.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace odimo::cli {

namespace {

struct ReportOptions {
    std::string project;
    std::string output = "report.html";
    std::vector<std::int64_t> runs;
    std::string objective;
};

/// "A file that ends in .html (web page), ...".
std::string outputText()
{
    std::string text;
    for (const report::ReportKind &kind : report::reportKinds())
        text += (text.empty() ? "The file; its ending says the kind: " : ", ") + std::string(kind.ending);
    return text;
}

int writeReport(const ReportOptions &options)
{
    report::reportKindOf(options.output); // Before the project is read.
    report::ReportRequest request{.runs = options.runs};
    if (!options.objective.empty())
        request.objective = mapping::objectiveFromName(options.objective);
    const project::Project project = shownProject(options.project);
    report::writeReport(project, request, options.output);
    print(stdout, "The report is in " + visibleLine(options.output) + "\n");
    return 0;
}

} // namespace

Action defineReport(CLI::App &app)
{
    const auto options = std::make_shared<ReportOptions>();
    app.add_option("project", options->project, "A project file (.odimo)")->required();
    app.add_option("-o,--output", options->output, outputText())->type_name(fileValue)->capture_default_str();
    app.add_option("--run", options->runs,
                   "A run to be told layer by layer; may be repeated (default: the cheapest that loses at most 0.5 % "
                   "accuracy, the knee and the cheapest)");
    app.add_option("--objective", options->objective, "The cost that is told (default: what the searches were after)")
        ->type_name(objectiveValues);
    return [options] {
        return writeReport(*options);
    };
}

} // namespace odimo::cli
