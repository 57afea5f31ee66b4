// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/files.h"
#include "core/project/project.h"
#include "tests/core/deploy/diana/lowering/chip_samples.h"
#include "tests/core/deploy/diana/lowering/drawn_chip_network.h"

namespace odimo::samples {

inline network::Network deliverableNetwork()
{
    network::Network made("deliverable", {1, 12, 12});
    const int first = made.add("conv1", chipConvolution(16, 3), {0});
    const int second = made.add("conv2", chipConvolution(20, 3, 2), {first});
    made.add("fc", network::FullyConnected{.outFeatures = 4},
             {made.add("mean", network::GlobalAveragePool{}, {second})});
    return made;
}

/// A project whose run 1, a measured mapping with weights, is ready to leave the program; with an ideal array the chip
/// refuses it. Run 2 has neither weights nor a mapping.
inline void writeDeliverableProject(const std::filesystem::path &path, DrawnArray array = DrawnArray::Adc,
                                    const std::string &data = "synthetic:classes=4,size=12,test=40")
{
    constexpr std::uint64_t seed = 3;
    const DrawnMapped drawn =
        chipMapped(deliverableNetwork(), seed, DrawnSplit::Interleaved, drawnPlatform(array, 1152));
    project::Project project = project::Project::create(path, {.networkName = "deliverable",
                                                               .network = drawn.trained.model.network,
                                                               .data = data,
                                                               .classes = {"a", "b", "c", "d"},
                                                               .platform = drawn.platform,
                                                               .provenance = {}});
    project::Run run;
    run.engine = "instant";
    run.phase = "finetune";
    run.status = project::RunStatus::Done;
    run.mapping = drawn.mapping;
    const mapping::MappingCost cost = costOf(project.costTable(), drawn.mapping);
    run.cost = cost;
    project::Measurement measured;
    measured.split = "test";
    measured.numerics = "fake";
    measured.correct = 10;
    measured.total = 40;
    measured.phase = "finetune";
    run.measurements.push_back(measured);
    const std::int64_t id = project.save(run);
    const TemporaryFolder folder;
    mapping::TrainedNetwork trained = drawn.trained;
    trained.mapping = drawn.mapping;
    mapping::saveTrainedNetwork(folder.path() / "weights.safetensors", trained, drawn.platform);
    project.storeWeights(id, "tuned", folder.path() / "weights.safetensors");

    project::Run queued;
    queued.engine = "instant";
    project.save(queued);
}

} // namespace odimo::samples
