// SPDX-License-Identifier: Apache-2.0
#include "app/cli/watched_exploration.h"

#include "app/cli/interruption.h"
#include "app/cli/live_commands.h"
#include "app/cli/terminal.h"
#include "core/base/error.h"

#include <optional>

namespace odimo::cli {

WatchedExploration::WatchedExploration(bool json)
    : m_isSilent(json && !terminalOf(stderr).interactive), m_display(json ? stderr : stdout)
{
}

void WatchedExploration::show(const host::Notice &notice)
{
    if (!m_isSilent)
        m_display.show(notice);
}

host::Outcome WatchedExploration::run(host::Exploration &exploration, bool commands)
{
    host::Outcome outcome = host::Outcome::Done;
    {
        const Interruption interruption([&] {
            if (!m_isSilent)
                m_display.announceStop();
            exploration.stop();
        });
        std::optional<LiveCommands> reader;
        if (commands)
            reader.emplace([&exploration](const std::string &line) { execute(line, exploration); },
                           [](const std::string &message) { print(stderr, "odimo: " + message + "\n"); });
        outcome = exploration.run();
    }
    m_display.finish();
    return outcome;
}

int exitCodeOf(host::Outcome outcome)
{
    switch (outcome) {
    case host::Outcome::Done:
        return 0;
    case host::Outcome::Failed:
        return exitCode(ErrorKind::RunFailed);
    case host::Outcome::Stopped:
        return exitCode(ErrorKind::Cancelled);
    }
    return exitCode(ErrorKind::RunFailed);
}

void reportFailure(const project::Project &project)
{
    for (const project::Run &run : project.runs())
        if (run.status == project::RunStatus::Failed) {
            print(stderr, "odimo: run " + std::to_string(run.id) + " failed: " + run.message + "\n");
            return;
        }
}

} // namespace odimo::cli
