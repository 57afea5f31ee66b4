// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/plan/settings.h"
#include "core/workers/worker_command.h"

#include <string>
#include <vector>

namespace odimo::host {

/// What one executor of an exploration starts.
struct StartedWorkers {
    std::string executor;
    int jobs = 0;        ///< At most so many at a time.
    std::string command; ///< As a user would type it.
    bool operator==(const StartedWorkers &) const = default;
};

/// By executor of the settings; nothing where they name none, so that all is computed here. Throws Error as
/// workers::workerCommand() does.
std::vector<StartedWorkers> startedWorkers(const Settings &settings, const workers::LaunchOptions &launch);

/// "Executor ssh lab-3: up to 8 at a time of the worker: ssh lab-3 odimo-worker"
std::string textOf(const StartedWorkers &started);

} // namespace odimo::host
