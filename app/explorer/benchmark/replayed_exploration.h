// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/explorer/exploration/exploration_controller.h"

#include <chrono>
#include <mutex>

namespace odimo::explorer {

struct ProjectValues;

/// What the exploration that made the project may have told: each run begins, trains its epochs and ends, and the
/// fronts grow. Told `rounds` times.
std::vector<host::Notice> noticesOf(const ProjectValues &project, int rounds);

/// When each notice came that the exploration controller hands on one by one; in their order. For any thread.
class Arrivals {
public:
    using Clock = std::chrono::steady_clock;

    void add();
    Clock::time_point at(std::size_t notice) const;

private:
    mutable std::mutex m_mutex;
    std::vector<Clock::time_point> m_times;
};

/// Tells notices at a steady pace in place of training.
class ReplayedExploration : public AbstractExploration {
public:
    ReplayedExploration(std::vector<host::Notice> notices, std::chrono::milliseconds pace, Arrivals &arrivals,
                        host::Listener listener);
    host::Outcome run() override;
    void apply(workers::Request) override {}
    void setStrength(std::int64_t, double) override {}
    bool request(const host::RunRequest &) override { return false; }

private:
    std::vector<host::Notice> m_notices;
    std::chrono::milliseconds m_pace;
    Arrivals &m_arrivals;
    host::Listener m_listener;
};

} // namespace odimo::explorer
