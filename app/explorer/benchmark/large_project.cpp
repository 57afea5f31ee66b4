// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/benchmark/large_project.h"

#include "core/mapping/cost/baselines.h"
#include "core/network/zoo.h"
#include "core/project/project.h"

#include <cmath>

namespace odimo::explorer {

namespace {

constexpr int testImages = 10000;

project::Setup setup()
{
    return {.networkName = "resnet20",
            .network = network::zooNetwork("resnet20", {.input = network::Shape{3, 32, 32}, .classes = 10}),
            .data = "cifar-10",
            .classes = {"airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"},
            .platform = platform::loadPlatform("diana"),
            .provenance = {}};
}

/// Between 0 and 1, evenly spread over the numbers.
double spread(int number, double step) { return std::fmod(number * step, 1.0); }

/// Another share of channels on the reference unit in each layer.
mapping::Mapping mappingOf(const mapping::CostTable &costs, int number)
{
    mapping::Mapping mapping = mapping::uniformMapping(costs, 1);
    int layerNumber = 0;
    for (mapping::LayerMapping &layer : mapping.layers) {
        auto &units = layer.unitOfChannel;
        const double share = 0.5 * (spread(number, 0.6180339887) + spread(number + ++layerNumber, 0.7548776662));
        for (std::size_t channel = 0; channel < static_cast<std::size_t>(share * static_cast<double>(units.size()));
             ++channel)
            units[channel] = 0;
    }
    return mapping;
}

project::Run runOf(const mapping::CostTable &costs, int number)
{
    project::Run run;
    run.strength = 1e-3 * number;
    run.status = project::RunStatus::Done;
    run.phase = "finetune";
    run.startedAt = run.finishedAt = "2026-01-15T10:00:00Z";
    run.mapping = mappingOf(costs, number);
    run.cost = mapping::costOf(costs, *run.mapping);
    project::Measurement test;
    test.split = "test";
    test.numerics = "fake";
    test.correct = static_cast<std::int64_t>(8000 + 1000 * spread(number, 0.5698402910));
    test.total = testImages;
    test.phase = run.phase;
    run.measurements.push_back(test);
    return run;
}

} // namespace

void writeLargeProject(const std::filesystem::path &path, int runs)
{
    project::Project project = project::Project::create(path, setup());
    for (int number = 1; number <= runs; ++number) {
        const std::int64_t run = project.save(runOf(project.costTable(), number));
        if (number % 10 == 0) {
            protocol::EpochFinished epoch;
            epoch.phase = "finetune";
            epoch.epoch = epoch.epochs = 1;
            epoch.validationAccuracy = 0.8;
            project.addEpoch({run, epoch});
        }
    }
}

} // namespace odimo::explorer
