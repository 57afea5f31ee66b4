// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/learn/train/session.h"
#include "core/platform/platform.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>

namespace odimo::worker {

/// A task's events as lines, and the commands that arrive for it while it runs. Commands come on another thread.
class StreamSession : public learn::Session {
public:
    using Write = std::function<void(const std::string &line)>;
    explicit StreamSession(Write write) : m_write(std::move(write)) {}

    /// The units that events name; before the first event.
    void setPlatform(const platform::Platform &platform) { m_platform = platform; }
    /// A line from the host: a command, or else a warning is sent.
    void take(const std::string &line);
    void execute(const protocol::Command &command);

    void send(const protocol::Event &event) override;
    bool proceed() override;
    std::optional<double> newStrength() override;

private:
    Write m_write;
    platform::Platform m_platform;
    std::mutex m_mutex; ///< Guards the commands.
    std::condition_variable m_changed;
    bool m_paused = false;
    bool m_stopped = false;
    std::optional<double> m_strength;
};

} // namespace odimo::worker
