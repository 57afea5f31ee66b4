// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/computation.h"
#include "app/cli/worker_task.h"
#include "core/project/project.h"

#include <string>
#include <vector>

namespace odimo::cli {

/// What a run gives on the test set.
struct Evaluation {
    Computation computation;
    protocol::Measured measured;
    std::vector<float> logits; ///< [N, classes]; empty where nothing is to be compared.
};

/// Evaluates a run in each way on the test set of `data`, the project's data if that is empty: in float arithmetic in a
/// worker, in integers in this process. Throws Error if the run has no weights, or no mapping where one is needed.
std::vector<Evaluation> evaluate(const project::Project &project, const project::Run &run,
                                 const std::vector<Computation> &computations, const std::string &data,
                                 const WorkerOptions &options);

} // namespace odimo::cli
