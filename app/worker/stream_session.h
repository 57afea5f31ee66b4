// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/learn/train/session.h"
#include "core/platform/platform.h"
#include "core/transfer/carried_task.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>

namespace odimo::worker {

/// A task's events as lines, and the commands that arrive for it while it runs. Commands come on another thread.
class StreamSession : public learn::Session, public transfer::HostLine {
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
    std::optional<protocol::ContentPart> nextPart() override;
    bool wait(std::chrono::milliseconds time) override;

private:
    Write m_write;
    platform::Platform m_platform;
    std::mutex m_mutex; ///< Guards the commands.
    std::condition_variable m_changed;
    bool m_paused = false;
    bool m_stopped = false;
    std::optional<double> m_strength;
    std::deque<protocol::ContentPart> m_parts;
};

/// The session of a task whose files lie with its host.
class CarriedSession : public learn::Session {
public:
    /// Both must outlive it.
    CarriedSession(StreamSession &session, transfer::CarriedTask &task) : m_session(session), m_task(task) {}

    void send(const protocol::Event &event) override { m_task.send(event); }
    bool proceed() override { return m_session.proceed(); }
    std::optional<double> newStrength() override { return m_session.newStrength(); }

private:
    StreamSession &m_session;
    transfer::CarriedTask &m_task;
};

} // namespace odimo::worker
