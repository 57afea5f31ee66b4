// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/flow/job_runner.h"
#include "core/host/flow/preview_results.h"

namespace odimo::host {

/// A task of kind Preview as at most `workers` of them, which have its mappings in turn and `threads` threads each, in
/// folders below its own. Mapping i is number i / n of task i % n.
std::vector<protocol::Task> distributed(const protocol::Task &whole, int workers, int threads);

/// What a preview is measured for.
enum class PreviewFor {
    Choice,   ///< Of what is to be fine-tuned.
    Training, ///< It starts from the weights of the preview.
};

/// Has the mappings of those of the runs that were not yet measured so, and not cancelled, recalibrated and measured
/// without training; the plan's workers share them. Those whose training is to start there are so again if their
/// weights were dropped. Throws as JobRunner::run.
void measurePreviews(JobRunner &runner, const ExplorationContext &context, std::span<const std::int64_t> runs,
                     PreviewFor purpose);

} // namespace odimo::host
