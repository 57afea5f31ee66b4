// SPDX-License-Identifier: Apache-2.0
#include "core/host/deliver/run_weights.h"

#include "core/base/error.h"

namespace odimo::host {

RunWeights weightsOf(const project::Run &run, const project::Project &project)
{
    RunWeights weights{.run = run.sameMappingAs.value_or(run.id),
                       .role = run.kind == project::RunKind::Warmup ? "warm" : "tuned"};
    if (!project.hasWeights(weights.run, weights.role) && project.hasWeights(weights.run, "previewed"))
        weights.role = "previewed";
    if (!project.hasWeights(weights.run, weights.role))
        throw Error("Run " + std::to_string(run.id) + " of " + project.path().string() +
                        " has no trained weights yet (it is " + nameOf(run.status) + "); choose a run that is done",
                    ErrorKind::BadInput, Remedy::ResumeExploration);
    return weights;
}

} // namespace odimo::host
