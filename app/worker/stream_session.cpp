// SPDX-License-Identifier: Apache-2.0
#include "app/worker/stream_session.h"

#include "core/base/overloaded.h"

#include <string>
#include <utility>

namespace odimo::worker {

StreamSession::StreamSession(std::istream &input, std::ostream &output, const platform::Platform &platform)
    : m_output(output), m_platform(platform)
{
    // Detached: a read from a pipe cannot be interrupted, and the process ends with its work.
    std::thread([this, &input] { readCommands(input); }).detach();
}

void StreamSession::send(const protocol::Event &event)
{
    const std::lock_guard whole(m_outputMutex);
    m_output << protocol::toLine(event, m_platform) << std::endl;
}

bool StreamSession::proceed()
{
    std::unique_lock lock(m_mutex);
    if (m_paused && !m_stopped) {
        send(protocol::Paused{});
        m_changed.wait(lock, [this] { return !m_paused || m_stopped; });
        if (!m_stopped)
            send(protocol::Resumed{});
    }
    return !m_stopped;
}

std::optional<double> StreamSession::newStrength()
{
    std::lock_guard lock(m_mutex);
    return std::exchange(m_strength, std::nullopt);
}

void StreamSession::readCommands(std::istream &input)
{
    std::string line;
    while (std::getline(input, line)) {
        try {
            obey(protocol::commandFromLine(line));
        } catch (const Error &error) {
            send(protocol::Log{"warning", error.what()});
        }
    }
    obey(protocol::Stop{});
}

void StreamSession::obey(const protocol::Command &command)
{
    {
        std::lock_guard lock(m_mutex);
        std::visit(Overloaded{
                       [this](const protocol::Pause &) { m_paused = true; },
                       [this](const protocol::Resume &) { m_paused = false; },
                       [this](const protocol::Stop &) { m_stopped = true; },
                       [this](const protocol::SetStrength &set) { m_strength = set.strength; },
                   },
                   command);
    }
    m_changed.notify_all();
}

} // namespace odimo::worker
