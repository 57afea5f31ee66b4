// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/learn/session.h"
#include "core/platform/platform.h"

#include <condition_variable>
#include <istream>
#include <mutex>
#include <ostream>
#include <thread>

namespace odimo::worker {

/// Events to one stream, commands from another, which a thread of its own reads. If the input ends, the host is gone
/// and the work stops at the next batch.
class StreamSession : public learn::Session {
public:
    /// `input` is read until its end; both streams must outlive the process's work.
    StreamSession(std::istream &input, std::ostream &output, const platform::Platform &platform);

    void send(const protocol::Event &event) override;
    bool proceed() override;
    std::optional<double> newStrength() override;

private:
    void readCommands(std::istream &input);
    void obey(const protocol::Command &command);

    std::ostream &m_output;
    const platform::Platform &m_platform;
    std::mutex m_outputMutex;
    std::mutex m_mutex; ///< Guards the wishes.
    std::condition_variable m_changed;
    bool m_paused = false;
    bool m_stopped = false;
    std::optional<double> m_strength;
};

} // namespace odimo::worker
