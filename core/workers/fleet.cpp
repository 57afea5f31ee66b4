// SPDX-License-Identifier: Apache-2.0
#include "core/workers/fleet.h"

#include <algorithm>
#include <limits>

namespace odimo::workers {

Fleet::Fleet(const LaunchOptions &launch, std::size_t capacity) : m_launch(launch), m_capacity(capacity)
{
    for (const Executor &executor : executorsOf(launch))
        m_sites.push_back({.name = nameOf(executor),
                           .leadsElsewhere = !executor.words.empty(),
                           .capacity = executor.jobs > 0 ? static_cast<std::size_t>(executor.jobs) : capacity,
                           .processes = std::make_unique<WorkerProcesses>(launch, executor),
                           .lost = {}});
    if (launch.states->size() < m_sites.size())
        launch.states->resize(m_sites.size());
}

/// The first of each executor, then the second of each, and so on, so that those who are equal get equally many.
std::vector<Place> Fleet::places(const std::vector<Busy> &busy) const
{
    std::vector<std::vector<Busy>> busyOn(m_sites.size());
    for (const Busy &each : busy)
        busyOn[each.executor].push_back(each);
    std::vector<Place> places;
    for (std::size_t row = 0; row < m_capacity; ++row)
        for (std::size_t executor = 0; executor < m_sites.size(); ++executor) {
            if (state(executor).isAside || row >= m_sites[executor].capacity)
                continue;
            Place place{.executor = executor};
            if (row < busyOn[executor].size())
                place.free_s = busyOn[executor][row].left_s;
            places.push_back(place);
        }
    return places;
}

/// Where it was lost or has waited in vain it is done only if there is nobody else, and then rather by those who have
/// lost nothing.
ExpectedSeconds Fleet::expectedOf(const Waiting &task) const
{
    const auto distrust = [&](std::size_t executor) {
        const bool isAvoided = std::ranges::find(task.avoided, executor) != task.avoided.end();
        return task.avoided.empty() ? 0 : (isAvoided ? 2 : 0) + (state(executor).losses > 0 ? 1 : 0);
    };
    int best = std::numeric_limits<int>::max();
    for (std::size_t executor = 0; executor < m_sites.size(); ++executor)
        if (!state(executor).isAside)
            best = std::min(best, distrust(executor));
    ExpectedSeconds seconds;
    for (std::size_t executor = 0; executor < m_sites.size(); ++executor)
        seconds.push_back(distrust(executor) == best ? expected(executor, task.kind)
                                                     : std::numeric_limits<double>::infinity());
    return seconds;
}

std::vector<Assignment> Fleet::begin(const std::vector<Busy> &busy, const std::vector<Waiting> &waiting) const
{
    std::vector<ExpectedSeconds> expected;
    for (const Waiting &task : waiting)
        expected.push_back(expectedOf(task));
    std::vector<Assignment> begun = assign(places(busy), expected);
    begun.resize(std::min(begun.size(), m_capacity - std::min(m_capacity, busy.size())));
    return begun;
}

bool Fleet::hasPlaceBeside(std::size_t executor, const std::vector<Busy> &busy) const
{
    return std::ranges::any_of(places(busy),
                               [&](const Place &place) { return !place.free_s && place.executor != executor; });
}

std::optional<double> Fleet::expected(std::size_t executor, protocol::TaskKind kind) const
{
    return expectedSeconds(*m_launch.states, executor, kind);
}

void Fleet::note(std::size_t executor, protocol::TaskKind kind, double seconds)
{
    noteDuration(state(executor), kind, seconds);
}

bool Fleet::lose(std::size_t executor, const std::shared_ptr<WorkerProcess> &process)
{
    Site &site = m_sites[executor];
    if (site.lost.lock() != process)
        ++state(executor).losses;
    site.lost = process;
    if (state(executor).isAside || state(executor).losses < mostLosses || !hasOthers(executor))
        return false;
    state(executor).isAside = true;
    return true;
}

bool Fleet::hasOthers(std::size_t executor) const
{
    for (std::size_t other = 0; other < m_sites.size(); ++other)
        if (other != executor && !state(other).isAside)
            return true;
    return false;
}

void Fleet::watch(std::vector<pollfd> &descriptors) const
{
    for (const Site &site : m_sites)
        site.processes->watch(descriptors);
}

void Fleet::serve()
{
    for (const Site &site : m_sites)
        site.processes->serve();
}

void Fleet::dismissIdle(WorkerProcesses::Shared shared)
{
    for (const Site &site : m_sites)
        site.processes->dismissIdle(shared);
}

bool Fleet::isEmpty() const
{
    return std::ranges::all_of(m_sites, [](const Site &site) { return site.processes->isEmpty(); });
}

} // namespace odimo::workers
