// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands.h"
#include "app/cli/document_text.h"
#include "app/cli/json_output.h"
#include "app/cli/run_comparison.h"
#include "app/cli/shown_project.h"
#include "app/cli/terminal.h"
#include "app/cli/value_names.h"
#include "app/cli/visible_text.h"
#include "core/base/error.h"
#include "core/report/write_comparison.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace odimo::cli {

namespace {

struct CompareOptions {
    std::vector<std::string> projects;
    std::vector<std::int64_t> runs;
    std::int64_t with = 0;
    std::string objective = "latency";
    std::string output;
    bool all = false;
    bool json = false;
};

int compareProjects(const CompareOptions &options)
{
    if (!options.output.empty())
        report::checkComparisonFile(options.output); // Before the projects are read.
    std::vector<project::Project> projects;
    for (const std::string &path : options.projects)
        projects.push_back(shownProject(path));
    const report::Comparison comparison =
        report::makeComparison(projects, options.runs, mapping::objectiveFromName(options.objective));
    const report::Told told = options.all ? report::Told::Everything : report::Told::Differences;
    if (!options.output.empty())
        report::writeComparison(comparison, told, options.output);
    if (options.json)
        printDocument(report::toJson(comparison));
    else if (options.output.empty())
        print(stdout, documentText(report::documentOf(comparison, told)));
    else
        print(stdout, "The comparison is in " + visibleLine(options.output) + "\n");
    return 0;
}

/// The two runs that are asked for in one project or two; absent if projects are to be compared.
std::optional<std::pair<NamedRun, NamedRun>> askedRuns(const CompareOptions &options)
{
    const std::string &first = options.projects.front();
    if (options.with != 0) {
        if (options.runs.size() != 1 || options.projects.size() > 2)
            throw Error("Two runs are compared: give one --run and --with, of one project or two.", ErrorKind::Usage);
        return std::pair(NamedRun{first, options.runs.front()}, NamedRun{options.projects.back(), options.with});
    }
    if (options.projects.size() > 1)
        return std::nullopt;
    if (options.runs.size() != 2)
        throw Error("Give --run and --with to compare two runs, or further projects.", ErrorKind::Usage);
    return std::pair(NamedRun{first, options.runs[0]}, NamedRun{first, options.runs[1]});
}

int compare(const CompareOptions &options)
{
    const auto runs = askedRuns(options);
    if (!runs)
        return compareProjects(options);
    if (!options.output.empty())
        throw Error("-o is for projects; two runs are printed.", ErrorKind::Usage);
    compareRuns(runs->first, runs->second, options.json);
    return 0;
}

} // namespace

Action defineCompare(CLI::App &app)
{
    const auto options = std::make_shared<CompareOptions>();
    app.add_option("projects", options->projects, "Projects (.odimo); several are compared with each other")
        ->required()
        ->type_name(projectValue);
    app.add_option(
           "--run", options->runs,
           "The number of a run, as `odimo front` lists it: of two runs the first, or repeated, of each project "
           "the one that is told layer by layer (default: the knee of each front)")
        ->allow_extra_args(false);
    app.add_option("--with", options->with, "The number of the second run, of the same project or the second one");
    app.add_option("--objective", options->objective, "The cost that fronts and layers of projects are told by")
        ->check(CLI::IsMember({"latency", "energy"}));
    app.add_flag("--all", options->all, "Tell also the layers and settings that projects share");
    app.add_option("-o,--output", options->output,
                   "Write the comparison of projects to a file; its ending says the kind: " +
                       report::comparisonEndings())
        ->type_name(fileValue);
    app.add_flag("--json", options->json, "Print one JSON document");
    return [options] {
        return compare(*options);
    };
}

} // namespace odimo::cli
