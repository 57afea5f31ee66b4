// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands.h"
#include "app/cli/json_output.h"
#include "app/cli/run_text.h"
#include "app/cli/terminal.h"
#include "app/cli/worker_task.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/host/deliver/run_weights.h"
#include "core/host/plan/inputs.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace odimo::cli {

namespace {

struct Options {
    std::string project;
    std::int64_t run = 0;
    std::string data;
    std::string numerics;
    WorkerOptions worker;
    bool json = false;
};

/// What the user asks for; otherwise float for the warm-up, which has no mapping, and quantised values for all others.
protocol::Numerics numericsOf(const Options &options, const project::Run &run)
{
    const bool isFloat = run.kind == project::RunKind::Warmup;
    if (options.numerics.empty())
        return isFloat ? protocol::Numerics::Float : protocol::Numerics::Fake;
    const protocol::Numerics numerics = protocol::numericsFromName(options.numerics);
    if (isFloat && numerics == protocol::Numerics::Fake)
        throw Error("Run " + std::to_string(run.id) + " is the warm-up, which has no mapping to quantise",
                    ErrorKind::BadInput, Remedy::FloatNumerics);
    return numerics;
}

protocol::Measured measure(const Options &options, const project::Run &run, const project::Project &project)
{
    const TemporaryFolder folder;
    const host::RunWeights weights = host::weightsOf(run, project);
    const std::filesystem::path file = folder.path() / "weights.safetensors";
    project.extractWeights(weights.run, weights.role, file);

    const project::Setup &setup = project.setup();
    protocol::Task task{.kind = protocol::TaskKind::Evaluate,
                        .name = "run " + std::to_string(run.id),
                        .network = setup.network,
                        .data = options.data.empty()
                                    ? setup.data
                                    : host::fitted(options.data, setup.network.inputShape(), host::Fit::Offered),
                        .platform = setup.platform};
    task.seed = run.seed;
    task.numerics = numericsOf(options, run);
    task.weights = file.string();

    if (options.data.empty())
        announceData(setup);
    std::optional<protocol::Measured> measured;
    runInterruptibly(task, options.worker, [&](const protocol::Event &event) {
        if (const auto *result = std::get_if<protocol::Measured>(&event))
            measured = *result;
    });
    if (!measured || measured->total == 0)
        throw Error("The worker ended without a measurement", ErrorKind::RunFailed);
    return *measured;
}

void printResult(const Options &options, const protocol::Measured &measured)
{
    if (!options.json) {
        print(stdout, accuracyText(measured.correct, measured.total) + " (" + std::to_string(measured.correct) +
                          " of " + std::to_string(measured.total) + " images of the " + measured.split + " set, " +
                          measured.numerics + ", 95 % interval)\n");
        return;
    }
    const mapping::Interval interval = mapping::accuracyInterval(measured.correct, measured.total);
    printDocument({{"run", options.run},
                   {"split", measured.split},
                   {"numerics", measured.numerics},
                   {"accuracy", static_cast<double>(measured.correct) / static_cast<double>(measured.total)},
                   {"accuracy_interval", {interval.low, interval.high}},
                   {"correct", measured.correct},
                   {"total", measured.total},
                   {"loss", measured.loss}});
}

int evaluate(const Options &options)
{
    const project::Project project = project::Project::open(options.project, project::Access::ReadOnly);
    printResult(options, measure(options, project.run(options.run), project));
    return 0;
}

} // namespace

Action defineEvaluate(CLI::App &app)
{
    const auto options = std::make_shared<Options>();
    app.add_option("project", options->project, "A project file (.odimo)")->required();
    app.add_option("--run", options->run, "The number of the run, as `odimo front` lists it")->required();
    app.add_option("--data", options->data, "Other data than the project's");
    app.add_option("--numerics", options->numerics,
                   "float or fake (quantised values; the default but for the warm-up)");
    addWorkerOptions(app, options->worker);
    app.add_flag("--json", options->json, "Print one JSON document");
    return [options] {
        return evaluate(*options);
    };
}

} // namespace odimo::cli
