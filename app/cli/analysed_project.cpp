// SPDX-License-Identifier: Apache-2.0
#include "app/cli/analysed_project.h"

#include "app/cli/interruption.h"
#include "app/cli/terminal.h"
#include "app/cli/worker_task.h"
#include "core/host/flow/analysis.h"
#include "core/host/front/instant_front.h"

namespace odimo::cli {

void requireAnalysis(const std::string &project, const ExecutorOptions &executors)
{
    {
        const project::Project opened = project::Project::open(project, project::Access::ReadOnly);
        if (host::InstantFront::isReady(opened))
            return;
        announceData(opened.setup());
    }
    workers::Control control;
    const Interruption interruption([&control] { control.stop(); });
    host::addAnalysis(project, launchOf(executors), control, [](const host::Notice &notice) {
        if (const auto *added = std::get_if<host::LogAdded>(&notice))
            print(stderr, added->line.level + ": " + added->line.text + "\n");
    });
}

} // namespace odimo::cli
