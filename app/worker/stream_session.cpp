// SPDX-License-Identifier: Apache-2.0
#include "app/worker/stream_session.h"

#include "core/base/overloaded.h"

#include <utility>

namespace odimo::worker {

void StreamSession::send(const protocol::Event &event) { m_write(protocol::toLine(event, m_platform)); }

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

std::optional<protocol::ContentPart> StreamSession::nextPart()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return !m_parts.empty() || m_stopped; });
    if (m_stopped)
        return std::nullopt;
    protocol::ContentPart part = std::move(m_parts.front());
    m_parts.pop_front();
    return part;
}

bool StreamSession::wait(std::chrono::milliseconds time)
{
    std::unique_lock lock(m_mutex);
    return !m_changed.wait_for(lock, time, [this] { return m_stopped; });
}

void StreamSession::take(const std::string &line)
{
    try {
        execute(protocol::commandFromLine(line));
    } catch (const Error &error) {
        m_write(protocol::toLine(protocol::Log{"warning", error.what()}, {})); // The platform is the working thread's.
    }
}

void StreamSession::execute(const protocol::Command &command)
{
    {
        std::lock_guard lock(m_mutex);
        std::visit(Overloaded{
                       [this](const protocol::Pause &) { m_paused = true; },
                       [this](const protocol::Resume &) { m_paused = false; },
                       [this](const protocol::Stop &) { m_stopped = true; },
                       [this](const protocol::SetStrength &set) { m_strength = set.strength; },
                       [this](const protocol::ContentPart &part) { m_parts.push_back(part); },
                   },
                   command);
    }
    m_changed.notify_all();
}

} // namespace odimo::worker
