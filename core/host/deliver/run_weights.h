// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/project.h"

#include <cstdint>
#include <string>

namespace odimo::host {

/// Where a project keeps the weights that a run ended with.
struct RunWeights {
    std::int64_t run = 0;
    std::string role;
};

/// The fine-tuned weights of the run or of the run whose mapping it shares; those of the warm-up for the warm-up.
/// Throws Error if the run has none yet.
RunWeights weightsOf(const project::Run &run, const project::Project &project);

} // namespace odimo::host
