// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/flow/chosen_runs.h"
#include "core/host/flow/execution_records.h"
#include "core/host/flow/exploration_context.h"
#include "core/host/flow/progress_estimator.h"
#include "core/host/flow/task_builder.h"

#include <chrono>
#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace odimo::host {

/// Has the jobs of runs done by workers: brings the runs up to date in the project, and checks that each worker left
/// what its task asks for. Beside them it does what the user asks of single runs meanwhile.
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
    /// By the user, and not tried again since; outcome() leaves such runs out.
    bool isCancelled(std::int64_t run) const { return m_cancelled.contains(run); }
    /// Makes it one of them.
    void settleCancelled(std::int64_t run);
    /// Jobs of the kind wait or are being done.
    bool hasOpen(protocol::TaskKind kind) const;

    /// Enters the mappings that the user has chosen since it was asked last. Throws as ChosenRuns::enter.
    std::vector<std::int64_t> enterChosen();
    void retryChosen() { m_chosen.retryAll(); }
    bool areChosenWaiting() const { return m_chosen.areWaiting(); }

    TaskBuilder &tasks() { return m_tasks; }
    ProgressEstimator &estimator() { return m_estimator; }
    ExecutionRecords &executions() { return m_executions; }

private:
    protocol::Task begin(const workers::Job &job);
    void take(const workers::Job &job, const protocol::Event &event);
    void end(const workers::Job &job, const workers::Ending &ending);
    void fail(std::int64_t run, const std::string &message);
    void finish(const workers::Job &job);
    void greet(const protocol::Event &event);
    void measure(const workers::Job &job, const protocol::Event &event);
    void tick();
    void followPause();
    std::vector<workers::Job> admitted(const std::vector<workers::Job> &jobs);
    std::vector<workers::Job> more();
    std::optional<workers::Job> retry(std::int64_t run);
    void cancel(std::int64_t run);
    void planChosen(const workers::Job &job);

    ExplorationContext m_context;
    project::Project &m_project;
    Recorder &m_recorder;
    TaskBuilder m_tasks;
    ProgressEstimator m_estimator;
    ChosenRuns m_chosen;
    ExecutionRecords m_executions;
    std::map<std::int64_t, int> m_threads;       ///< By run, of its task.
    std::map<std::int64_t, workers::Job> m_open; ///< By run, what was given to the workers and has not ended.
    std::map<std::int64_t, workers::Job> m_lost; ///< By run, what failed or was cancelled.
    std::set<std::int64_t> m_cancelled;
    bool m_workerSeen = false;
    bool m_isPaused = false;
    std::chrono::steady_clock::time_point m_lastTick{};
};

} // namespace odimo::host
