// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands.h"
#include "app/cli/evaluation_report.h"
#include "app/cli/json_output.h"
#include "app/cli/shown_project.h"
#include "app/cli/terminal.h"
#include "core/base/error.h"
#include "core/integer/ideal_array.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace odimo::cli {

namespace {

struct EvaluateOptions {
    std::string project;
    std::int64_t run = 0;
    std::string data;
    std::string numerics;
    std::string array;
    WorkerOptions worker;
    bool json = false;
};

/// What the user asks for; otherwise float for the warm-up, which has no mapping, and quantised values for all others.
std::vector<Numerics> numericsOf(const EvaluateOptions &options, const project::Run &run)
{
    if (!options.numerics.empty())
        return parseNumerics(options.numerics);
    return {run.kind == project::RunKind::Warmup ? Numerics::Float : Numerics::Fake};
}

int evaluateRun(const EvaluateOptions &options)
{
    const project::Project project = shownProject(options.project);
    const project::Run run = project.run(options.run);
    const platform::Platform &platform = project.setup().platform;
    const std::vector<Computation> computations = computationsOf(numericsOf(options, run), options.array, platform);
    const std::vector<Evaluation> evaluations = evaluate(project, run, computations, options.data, options.worker);
    if (options.json)
        printDocument(evaluationToJson(options.run, evaluations));
    else
        print(stdout, evaluationText(evaluations, integer::hasConverters(platform)));
    const std::vector<std::string> contradictions = contradictionsOf(differencesOf(evaluations));
    if (!contradictions.empty())
        throw Error(contradictions.front(), ErrorKind::RunFailed);
    return 0;
}

} // namespace

Action defineEvaluate(CLI::App &app)
{
    const auto options = std::make_shared<EvaluateOptions>();
    app.add_option("project", options->project, "A project file (.odimo)")->required();
    app.add_option("--run", options->run, "The number of the run, as `odimo front` lists it")->required();
    app.add_option("--data", options->data, "Other data than the project's");
    app.add_option("--numerics", options->numerics,
                   "float, fake (quantised values; the default but for the warm-up), integer (as the chip computes), "
                   "or several, which are compared: float,fake,integer");
    app.add_option("--array", options->array,
                   "adc (with the converters of the platform's analog array; the default where it has any), ideal "
                   "(without them, for comparison), or both: adc,ideal");
    addWorkerOptions(app, options->worker);
    app.add_flag("--json", options->json, "Print one JSON document");
    return [options] {
        return evaluateRun(*options);
    };
}

} // namespace odimo::cli
