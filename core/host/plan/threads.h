// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/plan/settings.h"

#include <string>

namespace odimo::host {

/// Cores that this process may use.
int availableCores();

/// How many workers there are at a time, and the threads of each.
struct WorkerCount {
    int jobs = 1;
    int threads = 1;
};
/// All available cores, with as many workers as get the most done; one on a GPU.
WorkerCount workersOn(const std::string &device);

/// Those the user asks for. Else, where a plan is fitted to the machine in any case, what uses all its cores; else the
/// same on every machine of two cores or more, so that a seed repeats everywhere.
Threads threadsFor(const Settings &settings);

/// Workers at a time: settings.jobs, or if that is 0 as many as the cores have threads for; one on a GPU.
int jobsFor(const Settings &settings, int threads);

} // namespace odimo::host
