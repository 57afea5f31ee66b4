// SPDX-License-Identifier: Apache-2.0
#include "app/worker/heartbeat.h"

#include <utility>

#include <time.h>

namespace odimo::worker {

namespace {

/// In an interval. The heartbeat itself and a thread that waits for input use less.
constexpr std::chrono::milliseconds leastGrowth(10);

} // namespace

std::chrono::milliseconds processorTime()
{
    timespec used{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return std::chrono::seconds(used.tv_sec) +
           std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::nanoseconds(used.tv_nsec));
}

Heartbeat::Heartbeat(std::function<void()> beat, std::chrono::milliseconds interval,
                     std::function<std::chrono::milliseconds()> used)
    : m_beat(std::move(beat)), m_interval(interval), m_used(std::move(used)), m_thread([this] { run(); })
{
}

Heartbeat::~Heartbeat()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isOver = true;
    }
    m_changed.notify_all();
    m_thread.join();
}

void Heartbeat::run()
{
    std::chrono::milliseconds before = m_used();
    std::unique_lock lock(m_mutex);
    while (!m_changed.wait_for(lock, m_interval, [this] { return m_isOver; })) {
        lock.unlock();
        const std::chrono::milliseconds used = m_used();
        if (used - before >= leastGrowth) {
            before = used;
            m_beat();
        }
        lock.lock();
    }
}

} // namespace odimo::worker
