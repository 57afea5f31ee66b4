// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/flow/job_runner.h"

#include <filesystem>

namespace odimo::host {

/// The analysis of the warm-up's weights that the project holds; made now by a worker if there is none. Throws Error if
/// the worker fails or ends without one, Cancelled if the user stops it.
mapping::Sensitivity analysisOf(JobRunner &runner, const ExplorationContext &context, std::int64_t warmup);

/// Makes the analysis that a project lacks, with the settings of its last exploration. Throws Error if its warm-up is
/// not trained, saying how it will be, and as analysisOf does.
void addAnalysis(const std::filesystem::path &project, const workers::LaunchOptions &workers, workers::Control &control,
                 const Listener &listener);

} // namespace odimo::host
