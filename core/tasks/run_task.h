// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/learn/train/session.h"
#include "core/protocol/task.h"

namespace odimo::tasks {

/// Lets LibTorch use every core unless OMP_NUM_THREADS says otherwise. Before any other work of the process.
void useAllCores();

/// Says who this is: the first event of a worker.
protocol::Hello hello();

/// Does the task: sends its events, writes its files. Ends in Finished, or throws Error. Third-party exceptions become
/// Error.
void runTask(const protocol::Task &task, learn::Session &session);

} // namespace odimo::tasks
