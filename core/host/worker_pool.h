// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/control.h"
#include "core/host/worker_client.h"
#include "core/host/worker_command.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace odimo::host {

/// A task of a run; which files it starts from is decided when its turn comes.
struct Job {
    std::int64_t run = 0; ///< 0: of the exploration itself.
    protocol::TaskKind kind = protocol::TaskKind::Warmup;
    bool operator==(const Job &) const = default;
};

/// What the pool asks of its owner; all are called on the thread that runs it.
struct JobHandler {
    std::function<protocol::Task(const Job &)> begin;
    std::function<void(const Job &, const protocol::Event &)> event;
    /// The jobs that may follow now.
    std::function<std::vector<Job>(const Job &, const Ending &)> end;
    /// About ten times a second while workers run.
    std::function<void()> tick;
    /// A new strength for a run that is not being searched now.
    std::function<void(const StrengthWish &)> refuse = {};
};

/// Runs the jobs in order, `capacity` workers at a time, until none is left or the user stops. A worker that does not
/// answer a stop within ten seconds is killed. What a function of the handler throws ends all workers and is passed on.
void runJobs(std::vector<Job> jobs, int capacity, const WorkerPlace &place, Control &control,
             const JobHandler &handler);

} // namespace odimo::host
