// SPDX-License-Identifier: Apache-2.0
#include "core/host/deliver/trained_run.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/integer/integerise.h"

#include <cstdint>
#include <string>

namespace odimo::host {

namespace {

/// Where a project keeps the weights that a run ended with.
struct KeptWeights {
    std::int64_t run = 0;
    std::string role;
};

KeptWeights weightsOf(const project::Run &run, const project::Project &project)
{
    KeptWeights weights{.run = run.sameMappingAs.value_or(run.id),
                        .role = run.kind == project::RunKind::Warmup ? "warm" : "tuned"};
    if (!project.hasWeights(weights.run, weights.role) && project.hasWeights(weights.run, "previewed"))
        weights.role = "previewed";
    if (!project.hasWeights(weights.run, weights.role) && run.status == project::RunStatus::Done)
        throw Error("The weights of run " + std::to_string(weights.run) + " of " + project.path().string() +
                    " were dropped to save space; compute the run again (\"verify run\") to have them back");
    if (!project.hasWeights(weights.run, weights.role))
        throw Error("Run " + std::to_string(run.id) + " of " + project.path().string() +
                        " has no trained weights yet (it is " + nameOf(run.status) + "); choose a run that is done",
                    ErrorKind::BadInput, Remedy::ResumeExploration);
    return weights;
}

} // namespace

mapping::TrainedNetwork trainedNetworkOf(const project::Run &run, const project::Project &project)
{
    const TemporaryFolder folder;
    return trainedNetworkOf(run, project, folder.path() / "weights.safetensors");
}

mapping::TrainedNetwork trainedNetworkOf(const project::Run &run, const project::Project &project,
                                         const std::filesystem::path &file)
{
    const KeptWeights weights = weightsOf(run, project);
    project.extractWeights(weights.run, weights.role, file);
    return mapping::loadTrainedNetwork(file, project.setup().platform);
}

integer::QuantisedNetwork integersOf(const project::Run &run, const project::Project &project)
{
    if (!run.mapping)
        throw Error("Run " + std::to_string(run.id) + " has no mapping, so that no unit computes its layers.");
    return integer::integerise(trainedNetworkOf(run, project), *run.mapping, project.setup().platform);
}

} // namespace odimo::host
