// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/workers/control.h"
#include "core/workers/worker_client.h"
#include "core/workers/worker_command.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace odimo::workers {

/// A task of a run; which files it starts from is decided when its turn comes.
struct Job {
    std::int64_t run = 0; ///< 0: of the exploration itself.
    protocol::TaskKind kind = protocol::TaskKind::Warmup;
    bool operator==(const Job &) const = default;
};

/// A job whose worker is lost (it died, broke the protocol, or was silent for too long) is begun once more, in a
/// process of its own, from its last checkpoint; what a worker fails at in its own words would fail again.
inline constexpr int mostAttempts = 2;

/// What the pool asks of its owner; all are called on the thread that runs it. What the pool itself has to say of a
/// job, such as the silence of its worker, comes as an event of kind Log.
struct JobHandler {
    /// Once for each attempt.
    std::function<protocol::Task(const Job &)> begin;
    std::function<void(const Job &, const protocol::Event &)> event;
    /// After the last attempt. The jobs that may follow now.
    std::function<std::vector<Job>(const Job &, const Ending &)> end;
    /// About ten times a second while workers run, and once before a wait without any, for the user to resume.
    std::function<void()> tick;
    /// A new strength for a run that is not being searched now.
    std::function<void(const StrengthRequest &)> refuse = {};
    /// A run is to be cancelled that has no job here. Of one that has, the job ends as Stopped. Absent: such requests
    /// are left to whoever asks for them next.
    std::function<void(std::int64_t)> cancel = {};
    /// Jobs that have come up since it was asked last; they are the next to begin.
    std::function<std::vector<Job>()> more = {};
};

/// Runs the jobs in order, `capacity` workers at a time, until none is left or the user stops. A worker that does not
/// answer a stop within ten seconds is ended. What a function of the handler throws ends all workers and is passed on.
void runJobs(const std::vector<Job> &jobs, int capacity, const LaunchOptions &launch, Control &control,
             const JobHandler &handler);

} // namespace odimo::workers
