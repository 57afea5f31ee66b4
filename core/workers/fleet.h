// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/workers/assignment.h"
#include "core/workers/executor_states.h"
#include "core/workers/worker_command.h"
#include "core/workers/worker_processes.h"

#include <memory>
#include <string>
#include <vector>

namespace odimo::workers {

/// An executor that has lost so many workers in a row is set aside, unless it is the last one.
inline constexpr int mostLosses = 2;

/// The executors of a pool with their worker processes: on which of them a task is best begun, and which of them are
/// of use.
class Fleet {
public:
    /// `capacity`: workers at a time, in all. Throws Error as workerCommand() does. `launch` must outlive it.
    Fleet(const LaunchOptions &launch, std::size_t capacity);

    std::size_t size() const { return m_sites.size(); }
    /// As the user wrote it.
    const std::string &name(std::size_t executor) const { return m_sites[executor].name; }
    bool leadsElsewhere(std::size_t executor) const { return m_sites[executor].leadsElsewhere; }
    /// Its workers.
    WorkerProcesses &processes(std::size_t executor) { return *m_sites[executor].processes; }

    /// A task that is being done.
    struct Busy {
        std::size_t executor = 0;
        double left_s = 0; ///< By estimate.
    };
    /// A task that waits.
    struct Waiting {
        protocol::TaskKind kind;
        std::vector<std::size_t> avoided; ///< The executors that have lost it, or did not begin it.
    };
    /// Those that begin now, and where.
    std::vector<Assignment> begin(const std::vector<Busy> &busy, const std::vector<Waiting> &waiting) const;

    /// One has a free place that is not this executor.
    bool hasPlaceBeside(std::size_t executor, const std::vector<Busy> &busy) const;
    std::optional<double> expected(std::size_t executor, protocol::TaskKind kind) const;
    /// A worker has told how its task ends, whatever that was.
    void keep(std::size_t executor) { state(executor).losses = 0; }
    /// So long took a task that has finished.
    void note(std::size_t executor, protocol::TaskKind kind, double seconds);
    /// It has lost this worker, of one task or several. True if it is set aside for that.
    bool lose(std::size_t executor, const std::shared_ptr<WorkerProcess> &process);
    bool isAside(std::size_t executor) const { return state(executor).isAside; }
    /// There is another one in use.
    bool hasOthers(std::size_t executor) const;

    /// As of WorkerProcesses, of all.
    void watch(std::vector<pollfd> &descriptors) const;
    void serve();
    void dismissIdle(WorkerProcesses::Shared shared);
    bool isEmpty() const;

private:
    struct Site {
        std::string name;
        bool leadsElsewhere = false;
        std::size_t capacity = 0;
        std::unique_ptr<WorkerProcesses> processes;
        std::weak_ptr<WorkerProcess> lost; ///< The last one.
    };
    ExecutorState &state(std::size_t executor) { return (*m_launch.states)[executor]; }
    const ExecutorState &state(std::size_t executor) const { return (*m_launch.states)[executor]; }
    std::vector<Place> places(const std::vector<Busy> &busy) const;
    ExpectedSeconds expectedOf(const Waiting &task) const;

    const LaunchOptions &m_launch;
    std::size_t m_capacity;
    std::vector<Site> m_sites;
};

} // namespace odimo::workers
