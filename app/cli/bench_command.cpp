// SPDX-License-Identifier: Apache-2.0
#include "app/cli/bench_instant.h"
#include "app/cli/bench_search.h"
#include "app/cli/commands.h"
#include "app/cli/figures.h"
#include "app/cli/json_output.h"
#include "app/cli/option_values.h"
#include "app/cli/table.h"
#include "app/cli/terminal.h"
#include "app/cli/value_names.h"
#include "app/cli/worker_task.h"
#include "core/base/error.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace odimo::cli {

namespace {

struct BenchOptions {
    NetworkOptions network{.network = "resnet20", .input = {}, .classes = std::nullopt};
    std::string platform = "diana";
    int batch = 128;
    int repetitions = 25;
    WorkerOptions worker;
    std::string precision = "auto";
    bool stepsOnly = false;
    bool json = false;
};

struct Result {
    protocol::Hello machine;
    protocol::StepTimes times;
    std::optional<double> instantFront_s;
};

/// Data of the network's shape with one batch; what is in the images does not matter to the time.
std::string syntheticData(const network::Network &network, int batch)
{
    const network::Shape shape = network.inputShape();
    if (shape.height != shape.width)
        throw Error("--input: the images to time with are square; " + std::to_string(shape.height) + "x" +
                    std::to_string(shape.width) + " is not");
    const int classes = network.classes();
    return "synthetic:channels=" + std::to_string(shape.channels) + ",size=" + std::to_string(shape.height) +
           ",classes=" + std::to_string(classes) + ",train=" + std::to_string(std::max(4 * batch, 4 * classes)) +
           ",test=" + std::to_string(classes);
}

Result timeSteps(const BenchOptions &options)
{
    if (options.batch < 1 || options.repetitions < 1)
        throw Error("--batch and --repetitions are at least 1");
    const network::Network network = buildNetwork(options.network);
    protocol::Task task{.kind = protocol::TaskKind::Time,
                        .name = "bench",
                        .network = network,
                        .data = syntheticData(network, options.batch),
                        .platform = platform::loadPlatform(options.platform)};
    task.schedule.batchSize = options.batch;
    task.schedule.precision = protocol::precisionFromName(options.precision);
    task.repetitions = options.repetitions;

    Result result;
    bool timed = false;
    runInterruptibly(task, options.worker, [&](const protocol::Event &event) {
        if (const auto *hello = std::get_if<protocol::Hello>(&event))
            result.machine = *hello;
        if (const auto *times = std::get_if<protocol::StepTimes>(&event)) {
            result.times = *times;
            timed = true;
        }
    });
    if (!timed)
        throw Error("The worker ended without any times", ErrorKind::RunFailed);
    if (!options.stepsOnly)
        result.instantFront_s = timeInstantFront(network, task.platform, task.seed, options.worker);
    return result;
}

void printJson(const BenchOptions &options, const Result &result)
{
    const protocol::StepTimes &times = result.times;
    printDocument({{"network", options.network.network},
                   {"batch", options.batch},
                   {"repetitions", options.repetitions},
                   {"precision", options.precision},
                   {"float_step_ms", times.floatStep_ms},
                   {"search_step_ms", times.searchStep_ms},
                   {"finetune_step_ms", times.finetuneStep_ms},
                   {"search_ratio", times.searchStep_ms / times.floatStep_ms},
                   {"finetune_ratio", times.finetuneStep_ms / times.floatStep_ms},
                   {"instant_front_s", result.instantFront_s ? Json(*result.instantFront_s) : Json()},
                   {"peak_memory_mb", times.peakMemory_MB},
                   {"float_peak_mb", times.floatPeak_MB},
                   {"search_peak_mb", times.searchPeak_MB},
                   {"finetune_peak_mb", times.finetunePeak_MB},
                   {"device", result.machine.device},
                   {"torch", result.machine.torch},
                   {"threads", result.machine.threads}});
}

void printText(const BenchOptions &options, const Result &result)
{
    const protocol::StepTimes &times = result.times;
    Table table({{"training step", Align::Left}, {"ms"}, {"images/s"}, {"of float"}, {"peak MB"}});
    const auto add = [&](const std::string &name, double step_ms, double peak_MB) {
        table.row({name, decimal(step_ms, 1), decimal(1e3 * options.batch / step_ms, 0),
                   decimal(step_ms / times.floatStep_ms, 2), peak_MB > 0 ? decimal(peak_MB, 0) : "-"});
    };
    add("float, BatchNorm", times.floatStep_ms, times.floatPeak_MB);
    add("search", times.searchStep_ms, times.searchPeak_MB);
    add("fine-tuning", times.finetuneStep_ms, times.finetunePeak_MB);
    const std::string instant =
        result.instantFront_s
            ? "\nInstant front, 10 mappings measured on 10,000 images: " + decimal(*result.instantFront_s, 1) + " s"
            : "";
    print(stdout, options.network.network + ", batch " + std::to_string(options.batch) + ", " + options.precision +
                      " precision, medians of " + std::to_string(options.repetitions) + " on " + result.machine.device +
                      " with " + std::to_string(result.machine.threads) + " threads, LibTorch " + result.machine.torch +
                      "\n\n" + table.text() + instant + "\nPeak memory of the whole process " +
                      decimal(times.peakMemory_MB, 0) + " MB\n");
}

} // namespace

Action defineBench(CLI::App &app)
{
    const auto options = std::make_shared<BenchOptions>();
    app.add_option("--network", options->network.network, networkHelp)->type_name(networkValue)->capture_default_str();
    addShapeOptions(app, options->network);
    app.add_option("--platform", options->platform, "A name of `odimo platforms` or a .json file")
        ->type_name(platformValue)
        ->capture_default_str();
    app.add_option("--batch", options->batch, "Images a step")->capture_default_str();
    app.add_option("--repetitions", options->repetitions, "Measured steps of each kind")->capture_default_str();
    addWorkerOptions(app, options->worker);
    app.add_option("--precision", options->precision, precisionHelp)->type_name(precisionValues)->capture_default_str();
    app.add_flag("--json", options->json, "Print one JSON document");
    app.add_flag("--steps", options->stepsOnly, "Time the training steps alone, not the instant front");
    CLI::App *search = app.add_subcommand("search", "Compare the engines on the same data, seeds and epochs");
    const std::function<int()> compareEngines = defineBenchSearch(*search);
    return [options, search, compareEngines] {
        if (search->parsed())
            return compareEngines();
        const Result result = timeSteps(*options);
        options->json ? printJson(*options, result) : printText(*options, result);
        return 0;
    };
}

} // namespace odimo::cli
