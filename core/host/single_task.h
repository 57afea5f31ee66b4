// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/control.h"
#include "core/host/worker_command.h"
#include "core/protocol/event.h"
#include "core/protocol/task.h"

#include <functional>

namespace odimo::host {

/// Runs one task in a worker of its own to its end, on the calling thread, and hands on each event but Failed and
/// Finished; `tick` is called about ten times a second. Throws Error if there is no worker, if it fails, or (Cancelled)
/// if `control` stopped it.
void runTask(const protocol::Task &task, const WorkerPlace &place, Control &control,
             const std::function<void(const protocol::Event &)> &listener, const std::function<void()> &tick = {});

} // namespace odimo::host
