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

/// The executors of the settings, at least this machine, with their workers at a time: as they say, or settings.jobs,
/// or as many as the cores here have threads for; one on a GPU.
std::vector<workers::Executor> executorsFor(const Settings &settings, int threads);

/// Workers at a time on all of them.
int jobsFor(const Settings &settings, int threads);

} // namespace odimo::host
