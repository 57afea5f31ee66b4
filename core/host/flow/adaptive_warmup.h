// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/flow/job_runner.h"
#include "core/host/plan/inputs.h"

namespace odimo::host {

/// What a warm-up has led to.
struct AdaptiveWarmup {
    Plan plan;            ///< How the exploration goes on; stored in the project.
    Outcome outcome;      ///< Of the warm-up.
    double elapsed_s = 0; ///< Of the whole exploration.
};

/// Does the warm-up of a plan that was fitted by `times` to a time budget, and looks at how long its epochs really
/// take: a timing sees a moment only. If they leave time for many more images, it begins again with those; at its end
/// what is left is fitted to the time that is left. Throws as JobRunner::run does.
AdaptiveWarmup warmUpAdaptively(const ExplorationContext &context, const Inputs &inputs,
                                const protocol::StepTimes &times);

} // namespace odimo::host
