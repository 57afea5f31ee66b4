// SPDX-License-Identifier: Apache-2.0
#include "core/host/worker_pool.h"

#include <algorithm>
#include <chrono>
#include <deque>
#include <list>
#include <memory>

#include <poll.h>

namespace odimo::host {

namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;
constexpr auto stopGrace = 10s;
constexpr int tick_ms = 100;

class WorkerPool {
public:
    WorkerPool(std::vector<Job> jobs, int capacity, const WorkerPlace &place, Control &control,
               const JobHandler &handler)
        : m_waiting(jobs.begin(), jobs.end()), m_capacity(static_cast<std::size_t>(capacity)),
          m_command(workerCommand(place)), m_isShared(place.isShared), m_control(control), m_handler(handler)
    {
    }

    void run()
    {
        while (true) {
            obey();
            if (m_obeyed == Wish::Run)
                startWorkers();
            if (m_working.empty() && (m_waiting.empty() || m_obeyed == Wish::Stop))
                return;
            await();
            serve();
            m_handler.tick();
        }
    }

private:
    struct Worker {
        Worker(const Job &work, std::shared_ptr<WorkerProcess> process, protocol::Task task)
            : job(work), client(std::move(process), std::move(task))
        {
        }
        Job job;
        WorkerClient client;
    };

    void obey();
    void passStrength(const StrengthWish &wish);
    void startWorkers();
    std::shared_ptr<WorkerProcess> processFor(const protocol::Task &task);
    void await();
    void serve();

    std::deque<Job> m_waiting;
    std::list<Worker> m_working;
    std::size_t m_capacity;
    const std::vector<std::string> m_command;
    const bool m_isShared;
    std::shared_ptr<WorkerProcess> m_shared; ///< The process of all tasks, once there is one.
    Control &m_control;
    const JobHandler &m_handler;
    Wish m_obeyed = Wish::Run;
    Clock::time_point m_stopLimit;
};

void WorkerPool::obey()
{
    for (const StrengthWish &strength : m_control.takeStrengths())
        passStrength(strength);
    const Wish wish = m_control.wish();
    if (wish == Wish::Stop && m_obeyed == Wish::Stop && Clock::now() > m_stopLimit)
        for (Worker &worker : m_working)
            worker.client.kill();
    if (wish == m_obeyed)
        return;
    m_obeyed = wish;
    m_stopLimit = Clock::now() + stopGrace;
    for (Worker &worker : m_working)
        switch (wish) {
        case Wish::Run:
            worker.client.send(protocol::Resume{});
            break;
        case Wish::Pause:
            worker.client.send(protocol::Pause{});
            break;
        case Wish::Stop:
            worker.client.stop();
            break;
        }
}

void WorkerPool::passStrength(const StrengthWish &wish)
{
    const auto worker = std::ranges::find(m_working, Job{wish.run, protocol::TaskKind::Search}, &Worker::job);
    if (worker != m_working.end())
        worker->client.send(protocol::SetStrength{wish.strength});
    else if (m_handler.refuse)
        m_handler.refuse(wish);
}

void WorkerPool::startWorkers()
{
    while (m_working.size() < m_capacity && !m_waiting.empty()) {
        const Job job = m_waiting.front();
        m_waiting.pop_front();
        const protocol::Task task = m_handler.begin(job);
        m_working.emplace_back(job, processFor(task), task);
    }
}

std::shared_ptr<WorkerProcess> WorkerPool::processFor(const protocol::Task &task)
{
    if (!m_isShared && task.device != "cuda")
        return std::make_shared<WorkerProcess>(m_command, false, task.threads);
    if (!m_shared || m_shared->hasEnded())
        m_shared = std::make_shared<WorkerProcess>(m_command, true, 0);
    return m_shared;
}

void WorkerPool::await()
{
    std::vector<pollfd> descriptors{{m_control.descriptor(), POLLIN, 0}};
    for (const Worker &worker : m_working) {
        descriptors.push_back({worker.client.process().outputDescriptor(), POLLIN, 0});
        descriptors.push_back({worker.client.process().errorDescriptor(), POLLIN, 0});
    }
    ::poll(descriptors.data(), descriptors.size(), m_working.empty() ? -1 : tick_ms);
    m_control.acknowledge();
}

void WorkerPool::serve()
{
    for (Worker &worker : m_working)
        worker.client.process().read();
    for (auto worker = m_working.begin(); worker != m_working.end();) {
        for (const protocol::Event &event : worker->client.receive())
            m_handler.event(worker->job, event);
        if (!worker->client.ending()) {
            ++worker;
            continue;
        }
        const std::vector<Job> next = m_handler.end(worker->job, *worker->client.ending());
        m_waiting.insert(m_waiting.end(), next.begin(), next.end());
        worker = m_working.erase(worker);
    }
}

} // namespace

void runJobs(std::vector<Job> jobs, int capacity, const WorkerPlace &place, Control &control, const JobHandler &handler)
{
    WorkerPool(std::move(jobs), capacity, place, control, handler).run();
}

} // namespace odimo::host
