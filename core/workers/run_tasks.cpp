// SPDX-License-Identifier: Apache-2.0
#include "core/workers/run_tasks.h"

#include "core/workers/worker_pool.h"

namespace odimo::workers {

void runTasks(std::span<const protocol::Task> tasks, const LaunchOptions &launch, Control &control,
              const std::function<void(std::size_t, const protocol::Event &)> &listener,
              const std::function<void()> &tick)
{
    const auto indexOf = [](const Job &job) {
        return static_cast<std::size_t>(job.run);
    };
    std::vector<Job> jobs;
    for (const protocol::Task &task : tasks)
        jobs.push_back({.run = static_cast<std::int64_t>(jobs.size()), .kind = task.kind});
    std::size_t finished = 0;
    const JobHandler handler{
        .begin = [&](const Job &job) { return tasks[indexOf(job)]; },
        .event = [&](const Job &job, const protocol::Event &event) { listener(indexOf(job), event); },
        .end =
            [&](const Job &, const Ending &ending) {
                if (ending.hasFailed())
                    throw ending.error();
                finished += ending.how == Ending::How::Finished ? 1 : 0;
                return std::vector<Job>();
            },
        .tick =
            [&] {
                if (tick)
                    tick();
            }};
    runJobs(jobs, static_cast<int>(jobs.size()), launch, control, handler);
    if (finished < tasks.size())
        throw Error(tasks.front().name + " was stopped", ErrorKind::Cancelled);
}

void runTask(const protocol::Task &task, const LaunchOptions &launch, Control &control,
             const std::function<void(const protocol::Event &)> &listener)
{
    runTasks({&task, 1}, launch, control, [&](std::size_t, const protocol::Event &event) { listener(event); });
}

} // namespace odimo::workers
