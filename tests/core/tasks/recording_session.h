// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/learn/train/session.h"
#include "core/tasks/run_task.h"

#include <vector>

namespace odimo::tasks {

/// Keeps what a task reports.
class RecordingSession : public learn::Session {
public:
    void send(const protocol::Event &event) override { events.push_back(event); }
    bool proceed() override { return true; }

    template <typename Kind>
    std::vector<Kind> all() const
    {
        std::vector<Kind> found;
        for (const protocol::Event &event : events)
            if (const auto *kind = std::get_if<Kind>(&event))
                found.push_back(*kind);
        return found;
    }

    std::vector<protocol::Event> events;
};

/// All that the task reports, to its end.
inline RecordingSession done(const protocol::Task &task)
{
    RecordingSession session;
    runTask(task, session);
    return session;
}

} // namespace odimo::tasks
