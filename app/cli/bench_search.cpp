// SPDX-License-Identifier: Apache-2.0
#include "app/cli/bench_search.h"

#include "app/cli/comparison_report.h"
#include "app/cli/option_values.h"
#include "app/cli/terminal.h"
#include "app/cli/value_names.h"
#include "app/cli/worker_task.h"
#include "core/base/error.h"
#include "core/base/files.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace odimo::cli {

namespace {

struct SearchBenchOptions {
    host::Settings settings;
    std::string objective = "latency";
    std::string epochs;
    std::string precision = "auto";
    std::string title;
    std::vector<std::string> engines;
    std::vector<std::uint64_t> seeds{1, 2, 3, 4, 5};
    int points = 8;
    std::string folder;
    std::string output;
    bool append = false;
};

ComparisonRequest requestOf(const SearchBenchOptions &options, const std::filesystem::path &fallback)
{
    ComparisonRequest request{.settings = options.settings,
                              .points = options.points,
                              .engines = options.engines.empty() ? methodNames() : options.engines,
                              .seeds = options.seeds,
                              .folder = options.folder.empty() ? fallback : std::filesystem::path(options.folder)};
    request.settings.objective = mapping::objectiveFromName(options.objective);
    request.settings.precision = protocol::precisionFromName(options.precision);
    if (!options.epochs.empty())
        request.settings.epochs = parseEpochs(options.epochs);
    return request;
}

int compareEngines(const SearchBenchOptions &options)
{
    const TemporaryFolder folder;
    const ComparisonRequest request = requestOf(options, folder.path());
    const std::vector<MethodResult> results =
        compare(request, [](const std::string &line) { print(stderr, line + "\n"); });
    const std::string title =
        options.title.empty() ? request.settings.network + " on " + request.settings.data : options.title;
    const std::string text = comparisonText(title, request, results);
    if (options.output.empty())
        print(stdout, text);
    else
        writeText(options.output, (options.append ? readText(options.output) + "\n" : std::string()) + text);
    return 0;
}

} // namespace

std::function<int()> defineBenchSearch(CLI::App &app)
{
    const auto options = std::make_shared<SearchBenchOptions>();
    host::Settings &settings = options->settings;
    settings.images = 20'000;
    settings.platform = "diana_ideal"; // All engines run on it; the published quantisers know no converters.
    app.add_option("--network", settings.network, networkHelp)->type_name(networkValue)->required();
    app.add_option("--data", settings.data, dataHelp)->type_name(dataValue)->required();
    app.add_option("--platform", settings.platform, "A name of `odimo platforms` or a .json file")
        ->type_name(platformValue)
        ->capture_default_str();
    app.add_option("--objective", options->objective, "What a mapping should save")
        ->type_name(objectiveValues)
        ->capture_default_str();
    app.add_option("--engines", options->engines,
                   "Of " + methodList() + " (default: all); the others are compared with the first")
        ->delimiter(',');
    app.add_option("--seeds", options->seeds, "One comparison for each")->delimiter(',')->capture_default_str();
    app.add_option("--epochs", options->epochs, "Epochs of warm-up, search and fine-tuning, for example 10,3,2");
    app.add_option("--images", settings.images, "Training images to use; 0 = all")->capture_default_str();
    app.add_option("--points", options->points, "Mappings that each engine has measured; even, 6 or more")
        ->capture_default_str();
    app.add_option("--jobs", settings.jobs, "Workers at a time; 0 = chosen from the cores")->capture_default_str();
    app.add_option("--device", settings.device, "What trains")->type_name(deviceValues)->capture_default_str();
    app.add_option("--precision", options->precision, precisionHelp)->type_name(precisionValues)->capture_default_str();
    app.add_option("--worker", settings.worker, "Path of odimo-worker (default: beside this program)");
    app.add_option("--folder", options->folder, "Keeps the projects (default: they are removed)")
        ->type_name(folderValue);
    app.add_option("--title", options->title, "Heading of the report");
    app.add_option("-o,--output", options->output, "The report as Markdown (default: printed)")->type_name(fileValue);
    app.add_flag("--append", options->append, "Add to the report that is there");
    return [options] {
        return compareEngines(*options);
    };
}

} // namespace odimo::cli
