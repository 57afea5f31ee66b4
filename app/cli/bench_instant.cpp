// SPDX-License-Identifier: Apache-2.0
#include "app/cli/bench_instant.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/host/flow/previews.h"
#include "core/host/plan/threads.h"
#include "core/mapping/engines/engines.h"
#include "core/mapping/trained_network.h"
#include "core/network/passes.h"

#include <chrono>

namespace odimo::cli {

namespace {

constexpr int mappings = 10;
constexpr int trainImages = 2500;
constexpr int testImages = 10'000;

std::string imagesFor(const network::Network &network)
{
    const network::Shape shape = network.inputShape();
    return "synthetic:channels=" + std::to_string(shape.channels) + ",size=" + std::to_string(shape.height) +
           ",classes=" + std::to_string(network.classes()) + ",train=" + std::to_string(trainImages) +
           ",test=" + std::to_string(testImages);
}

} // namespace

double timeInstantFront(const network::Network &network, const platform::Platform &platform, std::uint64_t seed,
                        const WorkerOptions &workers)
{
    const TemporaryFolder folder;
    const std::filesystem::path warm = folder.path() / "warm.safetensors";
    const network::Model model = network::simplify({network, network::initialise(network, seed)});
    mapping::saveTrainedNetwork(warm, {model, std::nullopt, std::nullopt}, platform);
    protocol::Task task{.kind = protocol::TaskKind::Analyse,
                        .name = "bench",
                        .network = network,
                        .data = imagesFor(network),
                        .platform = platform};
    task.seed = seed;
    task.folder = folder.path().string();
    task.weights = warm.string();

    const auto start = std::chrono::steady_clock::now();
    mapping::Sensitivity sensitivity;
    runInterruptibly(task, workers, [&](const protocol::Event &event) {
        if (const auto *saved = std::get_if<protocol::WeightsSaved>(&event))
            task.weights = saved->path;
        if (const auto *analysed = std::get_if<protocol::Analysed>(&event))
            sensitivity = analysed->sensitivity;
    });
    const mapping::CostTable table = mapping::makeCostTable(model.network, platform);
    const mapping::Engine &engine = mapping::engines().front();
    for (const mapping::Proposal &proposal :
         engine.propose({.table = table, .sensitivity = sensitivity, .restrictions = {}, .seed = seed}, mappings))
        task.mappings.push_back(proposal.mapping);
    task.kind = protocol::TaskKind::Preview;
    std::size_t measured = 0;
    const host::WorkerCount count = host::workersOn(workers.device);
    const auto tasks = host::distributed(task, count.jobs, count.threads);
    runInterruptibly(tasks, workers, [&](std::size_t, const protocol::Event &event) {
        measured += std::holds_alternative<protocol::Previewed>(event) ? 1 : 0;
    });
    if (measured == 0 || measured != task.mappings.size())
        throw Error("The worker measured " + std::to_string(measured) + " of " + std::to_string(task.mappings.size()) +
                        " mappings",
                    ErrorKind::RunFailed);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

} // namespace odimo::cli
