// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/worker_command.h"
#include "core/protocol/event.h"
#include "core/protocol/task.h"

#include <functional>
#include <string>

namespace CLI {
class App;
}

namespace odimo::cli {

/// Of the option --precision.
inline constexpr const char *precisionHelp = "Gradients of convolutions: full, or mixed (bfloat16 where it is fast)";

/// Where a single task runs; the same words as those of `odimo explore`.
struct WorkerOptions {
    std::string device = "cpu";
    host::WorkerPlace place;
};

void addWorkerOptions(CLI::App &app, WorkerOptions &options);

/// Runs one task in a worker of its own, to the end, and hands on each event; its warnings go to stderr. Ctrl-C stops
/// it at the next batch. Throws Error as host::runTask does.
void runInterruptibly(protocol::Task task, const WorkerOptions &options,
                      const std::function<void(const protocol::Event &)> &listener);

} // namespace odimo::cli
