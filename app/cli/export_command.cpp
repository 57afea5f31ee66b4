// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands.h"
#include "app/cli/json_output.h"
#include "app/cli/run_text.h"
#include "app/cli/run_weights.h"
#include "app/cli/terminal.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/json_reader.h"
#include "core/base/version.h"
#include "core/integer/integerise.h"
#include "core/integer/quantised_network_json.h"
#include "core/network/network_json.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <memory>

namespace odimo::cli {

namespace {

namespace fs = std::filesystem;

struct Options {
    std::string project;
    std::int64_t run = 0;
    std::string target = "json";
    std::string output;
};

void checkTarget(const std::string &target)
{
    if (target != "json")
        throw Error("--target: '" + target + "' is unknown; there is json");
}

/// An empty folder to write to, made if it is not there.
void prepareFolder(const fs::path &folder)
{
    std::error_code error;
    fs::create_directories(folder, error);
    if (error || !fs::is_directory(folder))
        throw Error(folder.string() + " cannot be made a folder: " + error.message(), ErrorKind::InputOutput);
    const bool isEmpty = fs::is_empty(folder, error);
    if (error)
        throw Error(folder.string() + " cannot be read: " + error.message(), ErrorKind::InputOutput);
    if (!isEmpty)
        throw Error(folder.string() + " is not empty; give a new folder, so that nothing is overwritten");
}

Json accuracyToJson(const project::Run &run)
{
    const std::optional<project::Measurement> test = run.test();
    if (!test)
        return nullptr;
    const mapping::Interval interval = mapping::accuracyInterval(test->correct, test->total);
    return {{"value", test->accuracy()},
            {"interval", {interval.low, interval.high}},
            {"correct", test->correct},
            {"total", test->total},
            {"numerics", test->numerics}};
}

Json manifestOf(const project::Run &run, const project::Project &project, bool hasIntegers)
{
    const project::Setup &setup = project.setup();
    Json files = {{"network.json", "the structure of the trained network, BatchNorm folded"},
                  {"weights.safetensors", "its weights, and in the metadata their quantisation"}};
    if (run.mapping) {
        files["mapping.json"] = "the unit of each output channel";
        files["costs.json"] = "cycles, latency and energy, layer by layer";
    }
    if (hasIntegers)
        files["integers.json"] = "every integer of the mapped network, and the rules in words";
    return {{"schema", 1},
            {"files", files},
            {"odimo", version()},
            {"run", run.id},
            {"kind", nameOf(run.kind)},
            {"title", titleOf(run)},
            {"network", setup.networkName},
            {"data", setup.data},
            {"classes", setup.classes},
            {"platform", setup.platform.name},
            {"objective", mapping::objectiveName(run.objective)},
            {"strength", run.strength ? Json(*run.strength) : Json(nullptr)},
            {"accuracy", accuracyToJson(run)},
            {"findings", project::findingsOf(project.log(), run)},
            {"seed", run.seed},
            {"settings", run.settings.empty() ? Json(nullptr)
                                              : parseJson(run.settings, "settings of run " + std::to_string(run.id))},
            {"provenance", setup.provenance}};
}

int exportRun(const Options &options)
{
    checkTarget(options.target);
    const project::Project project = project::Project::open(options.project, project::Access::ReadOnly);
    const project::Run run = project.run(options.run);
    const RunWeights weights = weightsOf(run, project);

    const fs::path folder = options.output;
    prepareFolder(folder);
    project.extractWeights(weights.run, weights.role, folder / "weights.safetensors");
    const platform::Platform &platform = project.setup().platform;
    const mapping::TrainedNetwork trained = mapping::loadTrainedNetwork(folder / "weights.safetensors", platform);
    writeText(folder / "network.json", documentText(network::toJson(trained.model.network)));
    if (run.mapping) {
        writeText(folder / "mapping.json", documentText(mapping::toJson(*run.mapping, platform)));
        writeText(folder / "costs.json", documentText(costToJson(project.costTable(), *run.mapping)));
    }
    const bool hasIntegers = run.mapping && trained.quantisation && !mapping::isPublished(*trained.quantisation);
    if (hasIntegers)
        writeText(folder / "integers.json",
                  integer::toJson(integer::integerise(trained, *run.mapping, platform)).dump() + "\n");
    writeText(folder / "manifest.json", documentText(manifestOf(run, project, hasIntegers)));
    print(stdout, "Run " + std::to_string(run.id) + " (" + titleOf(run) + ") is in " + folder.string() + "\n");
    return 0;
}

} // namespace

Action defineExport(CLI::App &app)
{
    const auto options = std::make_shared<Options>();
    app.add_option("project", options->project, "A project file (.odimo)")->required();
    app.add_option("--run", options->run, "The number of the run, as `odimo front` lists it")->required();
    app.add_option("--target", options->target, "json: network, mapping, costs and weights as JSON and safetensors")
        ->capture_default_str();
    app.add_option("-o,--output", options->output, "A new folder")->required();
    return [options] {
        return exportRun(*options);
    };
}

} // namespace odimo::cli
