// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/flow/exploration_context.h"
#include "core/host/flow/progress_estimator.h"
#include "core/host/flow/task_builder.h"

#include <chrono>
#include <span>
#include <string>
#include <vector>

namespace odimo::host {

/// Has the jobs of runs done by workers: brings the runs up to date in the project, and checks that each worker left
/// what its task asks for.
class JobRunner {
public:
    JobRunner(const ExplorationContext &context, std::int64_t warmup);

    /// The jobs that may follow an ended one; its run is up to date by then.
    using Next = std::function<std::vector<workers::Job>(const workers::Job &)>;

    /// Until none is left or the user stops. Throws Error if the project cannot be written or no worker can be started.
    void run(const std::vector<workers::Job> &jobs, int capacity, const Next &next = {});
    /// Tasks of the exploration itself, side by side, which together are `job`, its run being 0; `listener` has the
    /// index of the task. Throws Error if one fails or (Cancelled) is stopped.
    void run(const workers::Job &job, std::span<const protocol::Task> tasks,
             const std::function<void(std::size_t, const protocol::Event &)> &listener);

    /// Runs that failed or were stopped before get another chance.
    void queueUnfinished(std::span<const std::int64_t> runs) const;
    Outcome outcome(std::span<const std::int64_t> runs) const;
    bool isDone(std::int64_t run) const;
    /// True if a search has left its mapping and weights.
    bool isSearched(const project::Run &run) const;

    TaskBuilder &tasks() { return m_tasks; }
    ProgressEstimator &estimator() { return m_estimator; }

private:
    protocol::Task begin(const workers::Job &job);
    void take(const workers::Job &job, const protocol::Event &event);
    void end(const workers::Job &job, const workers::Ending &ending);
    void fail(std::int64_t run, const std::string &message);
    void finish(const workers::Job &job);
    void greet(const protocol::Event &event);
    void measure(const workers::Job &job, const protocol::Event &event);
    void tick();

    ExplorationContext m_context;
    project::Project &m_project;
    Recorder &m_recorder;
    TaskBuilder m_tasks;
    ProgressEstimator m_estimator;
    bool m_workerSeen = false;
    std::chrono::steady_clock::time_point m_lastTick{};
};

} // namespace odimo::host
