// SPDX-License-Identifier: Apache-2.0
#include "core/workers/worker_processes.h"

#include <algorithm>

#include <poll.h>

namespace odimo::workers {

namespace {

constexpr int look_ms = 50;

} // namespace

WorkerProcesses::~WorkerProcesses()
{
    for (const auto &process : m_processes)
        process->takesTasks() ? process->terminate() : process->requestExit();
    while (!m_processes.empty()) {
        std::vector<pollfd> descriptors;
        watch(descriptors);
        ::poll(descriptors.data(), descriptors.size(), look_ms);
        serve();
    }
}

std::shared_ptr<WorkerProcess> WorkerProcesses::forTask(const protocol::Task &task)
{
    if (!m_launch.isShared && task.device != "cuda")
        return forTaskAlone(task);
    const auto shared =
        std::ranges::find_if(m_processes, [](const auto &each) { return each->isShared() && each->takesTasks(); });
    return shared != m_processes.end() ? *shared : start(true, 0);
}

std::shared_ptr<WorkerProcess> WorkerProcesses::forTaskAlone(const protocol::Task &task)
{
    return start(false, task.threads);
}

std::shared_ptr<WorkerProcess> WorkerProcesses::start(bool isShared, int threads)
{
    m_processes.push_back(std::make_shared<WorkerProcess>(m_command, isShared, threads, m_launch.timeouts));
    return m_processes.back();
}

void WorkerProcesses::watch(std::vector<pollfd> &descriptors) const
{
    for (const auto &process : m_processes)
        process->watch(descriptors);
}

void WorkerProcesses::serve()
{
    for (const auto &process : m_processes)
        process->serve();
    std::erase_if(m_processes, [](const auto &process) { return process->isGone() && !process->hasTasks(); });
}

void WorkerProcesses::dismissIdle(Shared shared)
{
    for (const auto &process : m_processes)
        if (process->takesTasks() && !process->hasTasks() && (!process->isShared() || shared == Shared::Leaves))
            process->requestExit();
}

} // namespace odimo::workers
