// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/benchmark/replayed_exploration.h"

#include "app/explorer/project/project_values.h"

#include <algorithm>
#include <thread>

namespace odimo::explorer {

namespace {

host::Front upTo(host::Front front, std::int64_t run)
{
    std::erase_if(front.points, [run](const host::FrontEntry &entry) { return entry.run > run; });
    return front;
}

/// Progress comes several times between two epochs.
void addProgress(std::vector<host::Notice> &notices, std::int64_t run, const protocol::EpochFinished &epoch)
{
    constexpr int batches = 4;
    for (int batch = 1; batch <= batches; ++batch) {
        protocol::Progress progress;
        progress.phase = epoch.phase;
        progress.epoch = epoch.epoch;
        progress.epochs = epoch.epochs;
        progress.batch = batch;
        progress.batches = batches;
        progress.imagesPerSecond = 1000;
        progress.loss = epoch.loss;
        notices.emplace_back(host::RunProgress{run, progress});
    }
}

void addRun(std::vector<host::Notice> &notices, const ProjectValues &project, const project::Run &run)
{
    project::Run running = run;
    running.status = project::RunStatus::Running;
    running.measurements.clear();
    notices.emplace_back(host::RunChanged{running});
    if (const auto epochs = project.epochs.find(run.id); epochs != project.epochs.end())
        for (const protocol::EpochFinished &epoch : epochs->second) {
            addProgress(notices, run.id, epoch);
            notices.emplace_back(host::EpochStored{{run.id, epoch}});
        }
    notices.emplace_back(host::RunChanged{run});
    notices.emplace_back(host::FrontChanged{upTo(project.fronts.latency, run.id)});
    notices.emplace_back(host::FrontChanged{upTo(project.fronts.energy, run.id)});
}

bool isProgress(const host::Notice &notice)
{
    return std::holds_alternative<host::RunProgress>(notice) || std::holds_alternative<host::OverallProgress>(notice);
}

} // namespace

std::vector<host::Notice> noticesOf(const ProjectValues &project, int rounds)
{
    std::vector<host::Notice> notices;
    for (int round = 1; round <= rounds; ++round)
        for (std::size_t index = 0; index < project.runs.size(); ++index) {
            addRun(notices, project, project.runs[index]);
            host::OverallProgress overall;
            overall.fraction = static_cast<double>(index + 1) / static_cast<double>(project.runs.size());
            notices.emplace_back(overall);
        }
    return notices;
}

void Arrivals::add()
{
    const std::lock_guard lock(m_mutex);
    m_times.push_back(Clock::now());
}

Arrivals::Clock::time_point Arrivals::at(std::size_t notice) const
{
    const std::lock_guard lock(m_mutex);
    return m_times.at(notice);
}

ReplayedExploration::ReplayedExploration(std::vector<host::Notice> notices, std::chrono::milliseconds pace,
                                         Arrivals &arrivals, host::Listener listener)
    : m_notices(std::move(notices)), m_pace(pace), m_arrivals(arrivals), m_listener(std::move(listener))
{
}

host::Outcome ReplayedExploration::run()
{
    for (const host::Notice &notice : m_notices) {
        if (!isProgress(notice))
            m_arrivals.add();
        m_listener(notice);
        std::this_thread::sleep_for(m_pace);
    }
    return host::Outcome::Done;
}

} // namespace odimo::explorer
