// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/executor_options.h"
#include "core/project/project.h"
#include "core/protocol/event.h"
#include "core/protocol/task.h"

#include <functional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace odimo::cli {

/// Of the option --precision.
inline constexpr const char *precisionHelp =
    "Gradients of convolutions: full, mixed (bfloat16), or auto (mixed on processors fast at it)";

/// Where a single task runs; the same words as those of `odimo explore`.
struct WorkerOptions {
    std::string device = "cpu";
    ExecutorOptions executors;
};

void addWorkerOptions(CLI::App &app, WorkerOptions &options);

/// Says on stderr what a command is about to read where a project names files for its data: it may be of somebody else.
void announceData(const project::Setup &setup);

/// Runs tasks in workers of their own side by side, to their ends, and hands on each event with the index of its task;
/// their warnings go to stderr. Ctrl-C stops them at the next batch. Throws Error as workers::runTasks does.
void runInterruptibly(std::vector<protocol::Task> tasks, const WorkerOptions &options,
                      const std::function<void(std::size_t, const protocol::Event &)> &listener);
/// The same of one task.
void runInterruptibly(protocol::Task task, const WorkerOptions &options,
                      const std::function<void(const protocol::Event &)> &listener);

} // namespace odimo::cli
