// SPDX-License-Identifier: Apache-2.0
#include "core/host/single_task.h"

#include "core/host/worker_pool.h"

namespace odimo::host {

void runTask(const protocol::Task &task, const WorkerPlace &place, Control &control,
             const std::function<void(const protocol::Event &)> &listener, const std::function<void()> &tick)
{
    Ending ending{Ending::How::Stopped, {}, {}};
    const JobHandler handler{.begin = [&](const Job &) { return task; },
                             .event = [&](const Job &, const protocol::Event &event) { listener(event); },
                             .end =
                                 [&](const Job &, const Ending &how) {
                                     ending = how;
                                     return std::vector<Job>();
                                 },
                             .tick =
                                 [&] {
                                     if (tick)
                                         tick();
                                 }};
    runJobs({{.run = 0, .kind = task.kind}}, 1, workerCommand(place), control, handler);
    switch (ending.how) {
    case Ending::How::Finished:
        return;
    case Ending::How::Stopped:
        throw Error(task.name + " was stopped", ErrorKind::Cancelled);
    case Ending::How::Failed:
    case Ending::How::NeverStarted:
        throw Error(ending.message, ending.kind);
    }
}

} // namespace odimo::host
