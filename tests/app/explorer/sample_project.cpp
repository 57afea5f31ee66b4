// SPDX-License-Identifier: Apache-2.0
#include "tests/app/explorer/sample_project.h"

#include "core/base/json_reader.h"
#include "core/host/plan/document_keys.h"
#include "core/host/plan/settings.h"
#include "core/mapping/cost/baselines.h"
#include "core/mapping/engines/engines.h"
#include "core/network/zoo.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace odimo::tests {

namespace {

constexpr int testImages = 10000;

project::Setup setup()
{
    return {.networkName = "resnet8:stem=2",
            .network = network::zooNetwork("resnet8:stem=2", {.input = network::Shape{1, 28, 28}, .classes = 10}),
            .data = "fashion-mnist",
            .classes = {"T-shirt", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag",
                        "Ankle boot"},
            .platform = platform::loadPlatform("diana"),
            .provenance = {{"odimo", "0.1.0"}}};
}

/// The first `share` of the channels of each layer, a little more in the first and last one, stay on the reference
/// unit.
mapping::Mapping partlyPrecise(const mapping::CostTable &costs, double share)
{
    mapping::Mapping mapping = mapping::uniformMapping(costs, 1);
    for (std::size_t layer = 0; layer < mapping.layers.size(); ++layer) {
        auto &units = mapping.layers[layer].unitOfChannel;
        const bool isOuter = layer == 0 || layer + 1 == mapping.layers.size();
        const double layerShare = std::min(1.0, share * (isOuter ? 2.0 : 0.6 + 0.1 * static_cast<double>(layer)));
        const auto precise = static_cast<std::size_t>(std::lround(layerShare * static_cast<double>(units.size())));
        for (std::size_t channel = 0; channel < precise; ++channel)
            units[channel] = 0;
    }
    return mapping;
}

void addEpochs(project::Project &project, std::int64_t run, const std::string &phase, int epochs, double best)
{
    for (int epoch = 1; epoch <= epochs; ++epoch) {
        const double progress = 1 - std::exp(-2.5 * epoch / epochs);
        protocol::EpochFinished result;
        result.phase = phase;
        result.epoch = epoch;
        result.epochs = epochs;
        result.loss = 0.95 - 0.7 * progress;
        result.trainAccuracy = best - 0.14 + 0.15 * progress;
        result.validationAccuracy = best - 0.10 + 0.10 * progress;
        project.addEpoch({run, result});
    }
}

project::Run measured(project::Run run, double accuracy, const char *numerics)
{
    run.status = project::RunStatus::Done;
    run.startedAt = run.finishedAt = "2026-01-15T10:00:00Z";
    run.measurements.push_back(
        {"validation", numerics, std::lround(accuracy * testImages), testImages, 0.35, run.phase});
    run.measurements.push_back({"test", numerics, std::lround(accuracy * testImages), testImages, 0.35, run.phase});
    return run;
}

project::Run mapped(project::Run run, const mapping::CostTable &costs, const mapping::Mapping &mapping)
{
    const mapping::MappingCost cost = costOf(costs, mapping);
    run.mapping = mapping;
    run.cost = cost;
    return run;
}

std::int64_t addWarmup(project::Project &project)
{
    project::Run run;
    run.kind = project::RunKind::Warmup;
    run.phase = "warmup";
    const std::int64_t id = project.save(measured(run, 0.8972, "float"));
    addEpochs(project, id, "warmup", 10, 0.89);
    return id;
}

void addBaselines(project::Project &project)
{
    const std::map<std::string, double> accuracies{
        {"all-digital", 0.8955}, {"all-analog", 0.8631}, {"first-and-last-digital", 0.8748}, {"min-latency", 0.8702}};
    for (const mapping::Baseline &baseline : mapping::baselines(project.costTable())) {
        if (!accuracies.contains(baseline.name))
            continue;
        project::Run run;
        run.kind = project::RunKind::Baseline;
        run.baseline = baseline.name;
        run.phase = "finetune";
        const double accuracy = accuracies.at(baseline.name);
        const std::int64_t id =
            project.save(measured(mapped(run, project.costTable(), baseline.mapping), accuracy, "fake"));
        addEpochs(project, id, "finetune", 3, accuracy);
    }
}

void addSearches(project::Project &project)
{
    struct Search {
        double strength, share, accuracy;
    };
    for (const Search &search : {Search{0.02, 0.75, 0.8961},
                                 {0.1, 0.45, 0.8949},
                                 {0.3, 0.28, 0.8917},
                                 {0.6, 0.25, 0.8870},
                                 {1, 0.12, 0.8832}}) {
        project::Run run;
        run.strength = search.strength;
        run.phase = "finetune";
        const mapping::Mapping mapping = partlyPrecise(project.costTable(), search.share);
        const std::int64_t id =
            project.save(measured(mapped(run, project.costTable(), mapping), search.accuracy, "fake"));
        addEpochs(project, id, "search", 4, search.accuracy - 0.02);
        addEpochs(project, id, "finetune", 3, search.accuracy);
    }
    project::Run failed;
    failed.strength = 3;
    failed.status = project::RunStatus::Failed;
    failed.phase = "search";
    failed.message =
        "The worker of run 11 ended unexpectedly (signal 9). There may not be enough memory; use fewer jobs.";
    project.save(failed);
    project::Run stopped;
    stopped.strength = 10;
    stopped.status = project::RunStatus::Stopped;
    stopped.phase = "search";
    addEpochs(project, project.save(stopped), "search", 2, 0.84);
}

mapping::Restrictions restrictions(const platform::Platform &platform)
{
    return {.pins = {mapping::pinFromText("conv1=digital", platform)}, .mostLatency_ms = 0.1};
}

void addProposals(project::Project &project, const mapping::Sensitivity &sensitivity)
{
    const mapping::Restrictions kept = restrictions(project.setup().platform);
    const mapping::ProposalRequest request{
        .table = project.costTable(), .sensitivity = sensitivity, .restrictions = kept};
    int number = 0;
    for (const mapping::Proposal &proposal : mapping::engineNamed("instant").propose(request, 18)) {
        project::Run run;
        run.engine = "instant";
        run.phase = "preview";
        run = measured(mapped(run, project.costTable(), proposal.mapping),
                       0.894 - 0.045 * proposal.penalty * proposal.penalty, "fake");
        const bool isTuned = ++number % 3 == 1;
        if (isTuned) {
            run.phase = "finetune";
            run = measured(run, 0.8962 - 0.022 * proposal.penalty, "fake");
        }
        const std::int64_t id = project.save(run);
        if (isTuned)
            addEpochs(project, id, "finetune", 2, 0.8962 - 0.022 * proposal.penalty);
    }
}

} // namespace

void writeInstantProject(const std::filesystem::path &path)
{
    project::Project project = project::Project::create(path, setup());
    const std::int64_t warmup = addWarmup(project);
    const mapping::Sensitivity sensitivity = mapping::weightCountSensitivity(project.costTable());
    project.storeAnalysis(warmup, sensitivity);
    addBaselines(project);
    addProposals(project, sensitivity);
    host::Settings settings;
    settings.network = project.setup().networkName;
    settings.data = project.setup().data;
    settings.restrictions = {
        .pins = {"conv1=digital"}, .mostLatency_ms = 0.1, .mostEnergy_uJ = {}, .leastAccuracy = {}};
    project.storeDocument(host::settingsDocument, toJson(settings).dump());
}

void writeSampleProject(const std::filesystem::path &path)
{
    project::Project project = project::Project::create(path, setup());
    addWarmup(project);
    addBaselines(project);
    addSearches(project);
    project.addLog({0, "2026-01-15T10:00:00Z", "info",
                    "10 epochs of warm-up, 4 of search and 3 of fine-tuning on 20,000 images fit into 4 minutes."});
    project.addLog({1, "2026-01-15T10:00:01Z", "info", "Training on cpu with 2 threads."});
    project.addLog({8, "2026-01-15T10:02:10Z", "warning", "The validation accuracy has not risen for 3 epochs."});
    project.addLog({11, "2026-01-15T10:03:40Z", "error", "The worker of run 11 ended unexpectedly (signal 9)."});
}

} // namespace odimo::tests
