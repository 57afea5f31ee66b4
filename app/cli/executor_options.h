// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/workers/worker_command.h"

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace odimo::cli {

/// `--executor` and `--worker`.
struct ExecutorOptions {
    std::vector<std::string> executors; ///< Each as workers::executorFromText reads it.
    std::string worker;
};

/// `--executor` may be repeated, one executor each time.
void addExecutorOptions(CLI::App &app, ExecutorOptions &options);

std::vector<workers::Executor> executorsOf(const ExecutorOptions &options);

workers::LaunchOptions launchOf(const ExecutorOptions &options);

/// "8": workers at a time on each executor; "8,2": on the first, on the second. Returns the number for each, which is
/// set in `executors` if they are several. Throws Error naming the value if it is none, or if there are not as many
/// numbers as executors.
int setJobs(std::vector<workers::Executor> &executors, const std::string &jobs);

} // namespace odimo::cli
