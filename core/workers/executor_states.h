// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/protocol/task.h"

#include <map>
#include <optional>
#include <vector>

namespace odimo::workers {

/// What has been learned of an executor while it was used.
struct ExecutorState {
    std::map<protocol::TaskKind, double> seconds{}; ///< Of a task; the later ones weigh more.
    int losses = 0;                                 ///< Workers that it has lost in a row.
    bool isAside = false;                           ///< Not used any more.
};

/// In the order of LaunchOptions::executors; longer than any pool, so that a later one knows what an earlier learned.
using ExecutorStates = std::vector<ExecutorState>;

/// A task has taken so long.
void noteDuration(ExecutorState &state, protocol::TaskKind kind, double seconds);

/// What a task of the kind may take on an executor: as it did before, or in the proportion in which another kind of
/// task took longer there than on another one. Absent if nothing is known that tells.
std::optional<double> expectedSeconds(const ExecutorStates &states, std::size_t executor, protocol::TaskKind kind);

} // namespace odimo::workers
