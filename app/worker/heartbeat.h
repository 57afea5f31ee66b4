// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace odimo::worker {

/// The processor time that this process has used.
std::chrono::milliseconds processorTime();

/// While it lives, calls `beat` from a thread of its own after each interval in which `used` has grown: whatever the
/// process computes, it shows that it does, and one that hangs does not pretend.
class Heartbeat {
public:
    explicit Heartbeat(std::function<void()> beat, std::chrono::milliseconds interval = std::chrono::seconds(5),
                       std::function<std::chrono::milliseconds()> used = processorTime);
    ~Heartbeat();
    Heartbeat(const Heartbeat &) = delete;
    Heartbeat &operator=(const Heartbeat &) = delete;

private:
    void run();

    const std::function<void()> m_beat;
    const std::chrono::milliseconds m_interval;
    const std::function<std::chrono::milliseconds()> m_used;
    std::mutex m_mutex; ///< Guards m_isOver.
    std::condition_variable m_changed;
    bool m_isOver = false;
    std::thread m_thread; ///< Last: it uses the others.
};

} // namespace odimo::worker
