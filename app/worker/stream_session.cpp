// SPDX-License-Identifier: Apache-2.0
#include "app/worker/stream_session.h"

#include <string>

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
    obey(protocol::Command::Stop);
}

void StreamSession::obey(protocol::Command command)
{
    {
        std::lock_guard lock(m_mutex);
        switch (command) {
        case protocol::Command::Pause:
            m_paused = true;
            break;
        case protocol::Command::Resume:
            m_paused = false;
            break;
        case protocol::Command::Stop:
            m_stopped = true;
            break;
        }
    }
    m_changed.notify_all();
}

} // namespace odimo::worker
