// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/explorer/exploration/exploration_controller.h"

#include <condition_variable>
#include <mutex>

namespace odimo::tests {

/// Tells the notices it was given, then waits for stop() unless it is to end by itself.
class ScriptedExploration : public explorer::AbstractExploration {
public:
    enum class End { ByItself, WithFailures, WhenStopped };

    ScriptedExploration(host::Listener listener, std::vector<host::Notice> notices, End end)
        : m_listener(std::move(listener)), m_notices(std::move(notices)), m_end(end)
    {
    }

    host::Outcome run() override
    {
        for (const host::Notice &notice : m_notices)
            m_listener(notice);
        if (m_end == End::ByItself)
            return host::Outcome::Done;
        if (m_end == End::WithFailures)
            return host::Outcome::Failed;
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_stopped; });
        return host::Outcome::Stopped;
    }
    void apply(workers::Request request) override
    {
        switch (request) {
        case workers::Request::Run:
            say(0, "info", "resumed");
            break;
        case workers::Request::Pause:
            say(0, "info", "paused");
            break;
        case workers::Request::Stop:
            stop();
            break;
        }
    }
    /// Refuses, as the host does before and after a search.
    void setStrength(std::int64_t run, double strength) override
    {
        say(run, "warning", "strength " + std::to_string(strength) + " refused");
    }
    /// Tells what it was asked for; a chosen mapping is measured at once.
    bool request(const host::RunRequest &request) override
    {
        if (const auto *cancel = std::get_if<host::CancelRun>(&request))
            say(cancel->run, "info", "cancel");
        if (const auto *retry = std::get_if<host::RetryRun>(&request))
            say(retry->run, "info", "retry");
        if (const auto *order = std::get_if<host::OrderRuns>(&request))
            for (const std::int64_t run : order->runs)
                say(run, "info", "order");
        if (const auto *chosen = std::get_if<host::ChosenMapping>(&request))
            m_listener(host::RunChanged{measured(*chosen)});
        return true;
    }

    static project::Run measured(const host::ChosenMapping &chosen)
    {
        project::Run run;
        run.id = 90;
        run.engine = "chosen";
        run.status = project::RunStatus::Done;
        run.mapping = chosen.mapping;
        run.phase = chosen.fineTune ? "finetune" : "preview";
        run.measurements = {{{"test", "fake", 850, 1000, 0.5}, run.phase}};
        return run;
    }

private:
    void say(std::int64_t run, const std::string &level, const std::string &text)
    {
        m_listener(host::LogAdded{{run, "2026-01-15T10:00:00Z", level, text}});
    }
    void stop()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_stopped = true;
        }
        m_changed.notify_all();
    }

    host::Listener m_listener;
    std::vector<host::Notice> m_notices;
    End m_end;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_stopped = false;
};

inline explorer::MakeExploration scripted(std::vector<host::Notice> notices, ScriptedExploration::End end)
{
    return [=](const std::filesystem::path &, const host::Settings &settings, host::Listener listener) {
        for (const host::ChosenMapping &chosen : settings.chosen)
            listener(host::RunChanged{ScriptedExploration::measured(chosen)});
        return std::make_unique<ScriptedExploration>(std::move(listener), notices, end);
    };
}

} // namespace odimo::tests
