// SPDX-License-Identifier: Apache-2.0
#include "core/host/plan/started_workers.h"

#include "core/host/plan/threads.h"

namespace odimo::host {

std::vector<StartedWorkers> startedWorkers(const Settings &settings, const workers::LaunchOptions &launch)
{
    if (settings.executors.empty())
        return {};
    std::vector<StartedWorkers> all;
    for (const workers::Executor &each : executorsFor(settings, threadsFor(settings).beside))
        all.push_back({workers::nameOf(each), each.jobs, workers::textOf(workers::workerCommand(launch, each))});
    return all;
}

std::string textOf(const StartedWorkers &started)
{
    return "Executor " + started.executor + ": up to " + std::to_string(started.jobs) +
           " at a time of the worker: " + started.command;
}

} // namespace odimo::host
