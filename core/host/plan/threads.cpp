// SPDX-License-Identifier: Apache-2.0
#include "core/host/plan/threads.h"

#include <algorithm>
#include <thread>

#include <sched.h>

namespace odimo::host {

namespace {

constexpr int mostJobs = 4;

} // namespace

int availableCores()
{
    cpu_set_t allowed;
    CPU_ZERO(&allowed);
    if (sched_getaffinity(0, sizeof allowed, &allowed) == 0 && CPU_COUNT(&allowed) > 0)
        return CPU_COUNT(&allowed);
    return std::max(1, static_cast<int>(std::thread::hardware_concurrency())); // More than a cpu_set_t has.
}

WorkerCount workersOn(const std::string &device)
{
    const int count = device == "cuda" ? 1 : std::min(availableCores(), mostJobs);
    return {count, std::max(1, availableCores() / count)};
}

Threads threadsFor(const Settings &settings)
{
    if (settings.threads)
        return *settings.threads;
    if (workers::leadElsewhere(settings.executors))
        return {}; // To a machine that is not known here.
    const int cores = availableCores();
    if (needsTiming(settings))
        return {.alone = cores, .beside = std::max(1, cores / mostJobs)};
    // A thread too many for the cores makes each step ten times as long, so one core has its own front.
    Threads threads;
    threads.alone = std::min(threads.alone, cores);
    return threads;
}

std::vector<workers::Executor> executorsFor(const Settings &settings, int threads)
{
    std::vector<workers::Executor> executors = settings.executors;
    if (executors.empty())
        executors.emplace_back();
    const int usual = settings.device == "cuda" ? 1 : std::clamp(availableCores() / threads, 1, mostJobs);
    for (workers::Executor &each : executors)
        if (each.jobs == 0)
            each.jobs = settings.jobs > 0 ? settings.jobs : usual;
    return executors;
}

int jobsFor(const Settings &settings, int threads)
{
    int jobs = 0;
    for (const workers::Executor &each : executorsFor(settings, threads))
        jobs += each.jobs;
    return jobs;
}

} // namespace odimo::host
