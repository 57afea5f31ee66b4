// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/protocol/task.h"
#include "core/workers/worker_command.h"
#include "core/workers/worker_process.h"

#include <list>
#include <memory>
#include <string>
#include <vector>

struct pollfd;

namespace odimo::workers {

/// The worker processes of an executor: starts them, and sees each to its end while the others are served.
class WorkerProcesses {
public:
    /// Throws Error as workerCommand() does. `launch` must outlive it.
    WorkerProcesses(const LaunchOptions &launch, const Executor &executor)
        : m_launch(launch), m_command(workerCommand(launch, executor))
    {
    }
    /// Ends those that still run, all at a time.
    ~WorkerProcesses();
    WorkerProcesses(const WorkerProcesses &) = delete;
    WorkerProcesses &operator=(const WorkerProcesses &) = delete;

    /// The process for the first attempt at a task: a new one, or the one that tasks share.
    std::shared_ptr<WorkerProcess> forTask(const protocol::Task &task);
    /// A new one for this task alone, so that a task that ends its process cannot end others twice.
    std::shared_ptr<WorkerProcess> forTaskAlone(const protocol::Task &task);

    /// Adds what poll() has to wait for.
    void watch(std::vector<pollfd> &descriptors) const;
    /// Reads, writes, and forgets those that have ended. Does not block.
    void serve();
    /// Lets those end that have no task. `shared`: the shared one too, as no task will follow.
    enum class Shared { Stays, Leaves };
    void dismissIdle(Shared shared);
    bool isEmpty() const { return m_processes.empty(); }

private:
    std::shared_ptr<WorkerProcess> start(bool isShared, int threads);

    const LaunchOptions &m_launch;
    const std::vector<std::string> m_command;
    std::list<std::shared_ptr<WorkerProcess>> m_processes;
};

} // namespace odimo::workers
