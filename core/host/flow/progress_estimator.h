// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/flow/notices.h"
#include "core/workers/worker_pool.h"

#include <chrono>
#include <optional>
#include <vector>

namespace odimo::host {

/// How much of the planned work is done, and how long the rest may take. Time passes only while it is running.
class ProgressEstimator {
public:
    /// `work` in any unit that is proportional to time.
    void plan(const workers::Job &job, double work);
    /// Work that was planned before its job was known now belongs to `job`.
    void assign(const workers::Job &planned, const workers::Job &job);
    /// Of one job, 0..1.
    void progress(const workers::Job &job, double fraction);
    void finish(const workers::Job &job) { progress(job, 1); }

    /// From here on: what is finished now took no time of this exploration, or all of `elapsed_s`.
    void start(double elapsed_s = 0);
    void pause();
    void resume();

    OverallProgress overall() const;

private:
    using Clock = std::chrono::steady_clock;
    struct Item {
        workers::Job job;
        double work = 0;
        double fraction = 0;
    };
    double work() const;
    double phaseFraction(protocol::TaskKind kind) const;
    double fraction() const;
    double elapsed_s() const;

    std::vector<Item> m_items;
    double m_fractionAtStart = 0;
    double m_elapsedBefore_s = 0;
    std::optional<Clock::time_point> m_since;
};

} // namespace odimo::host
