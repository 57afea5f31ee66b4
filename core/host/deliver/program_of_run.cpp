// SPDX-License-Identifier: Apache-2.0
#include "core/host/deliver/program_of_run.h"

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/deploy/diana/lowering/lower.h"
#include "core/host/deliver/run_weights.h"
#include "core/integer/integerise.h"

namespace odimo::host {

deploy::ChipProgram programOf(const project::Run &run, const project::Project &project)
{
    if (!run.mapping)
        throw Error("Run " + std::to_string(run.id) + " has no mapping, so that no unit computes its layers.");
    const TemporaryFolder files;
    const std::filesystem::path weights = files.path() / "weights.safetensors";
    const RunWeights kept = weightsOf(run, project);
    project.extractWeights(kept.run, kept.role, weights);
    const platform::Platform &platform = project.setup().platform;
    return deploy::lowered(integer::integerise(mapping::loadTrainedNetwork(weights, platform), *run.mapping, platform),
                           platform);
}

} // namespace odimo::host
