// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/protocol/event.h"
#include "core/protocol/task.h"
#include "core/workers/control.h"
#include "core/workers/worker_command.h"

#include <functional>
#include <span>

namespace odimo::workers {

/// Runs the tasks side by side, each in a worker of its own, to their ends, on the calling thread, and hands on each
/// event but Failed and Finished with the index of its task; `tick` is called about ten times a second. A task
/// whose worker is lost is begun again (mostAttempts), so what its first worker sent may come twice. Throws Error if
/// there is no worker, if one fails (which ends the others), or (Cancelled) if `control` stopped them.
void runTasks(std::span<const protocol::Task> tasks, const LaunchOptions &launch, Control &control,
              const std::function<void(std::size_t, const protocol::Event &)> &listener,
              const std::function<void()> &tick = {});

/// The same of one task.
void runTask(const protocol::Task &task, const LaunchOptions &launch, Control &control,
             const std::function<void(const protocol::Event &)> &listener);

} // namespace odimo::workers
