// SPDX-License-Identifier: Apache-2.0
#include "core/workers/task_progress.h"

#include <algorithm>
#include <limits>

namespace odimo::workers {

std::optional<double> shareDone(const protocol::Event &event, protocol::TaskKind kind)
{
    const auto *progress = std::get_if<protocol::Progress>(&event);
    if (!progress || progress->phase != protocol::nameOf(kind) || progress->epochs < 1)
        return std::nullopt;
    const double batches = std::max(1, progress->batches);
    return std::clamp((progress->epoch - 1 + progress->batch / batches) / progress->epochs, 0.0, 1.0);
}

double remainingSeconds(double elapsed_s, double done, std::optional<double> expected_s)
{
    if (done > 0)
        return elapsed_s * (1 - done) / done;
    return expected_s ? std::max(*expected_s - elapsed_s, elapsed_s) : std::numeric_limits<double>::infinity();
}

} // namespace odimo::workers
