// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/transfer/outbox.h"
#include "core/workers/executor.h"
#include "core/workers/executor_states.h"
#include "core/workers/timeouts.h"

#include <memory>
#include <string>
#include <vector>

namespace odimo::workers {

/// Which program the workers are, and what starts it.
struct LaunchOptions {
    std::vector<Executor> executors{}; ///< Empty: this machine.
    std::string worker{};              ///< Path of odimo-worker; empty: $ODIMO_WORKER, else beside the running program.
    /// One process does all tasks, side by side on threads of its own, as those on a GPU always do: it is set up once
    /// for all.
    bool isShared = false;
    /// What workers behind an executor are given, which see no file of this machine.
    std::shared_ptr<transfer::Outbox> outbox = std::make_shared<transfer::Outbox>();
    std::shared_ptr<ExecutorStates> states = std::make_shared<ExecutorStates>();
    Timeouts timeouts{};
};

/// At least one.
std::vector<Executor> executorsOf(const LaunchOptions &launch);

/// Splits at spaces; what stands in '...' or "..." is one word. Throws Error on a quote that is not closed.
std::vector<std::string> splitWords(const std::string &text);

/// Words as a user would type them.
std::string textOf(const std::vector<std::string> &words);

/// The words to start a worker with. One whose last word is the worker's program, wherever that lies there, is the
/// whole command. Throws Error (BadInput) naming the path that was looked at and the remedy if there is no program;
/// behind an executor, which may lead to another machine, a path that is not here is left to it.
std::vector<std::string> workerCommand(const LaunchOptions &launch, const Executor &executor);

} // namespace odimo::workers
