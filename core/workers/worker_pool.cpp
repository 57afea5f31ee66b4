// SPDX-License-Identifier: Apache-2.0
#include "core/workers/worker_pool.h"

#include "core/workers/watchdog.h"
#include "core/workers/worker_processes.h"

#include <algorithm>
#include <chrono>
#include <deque>
#include <list>
#include <memory>
#include <optional>

#include <poll.h>

namespace odimo::workers {

namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;
constexpr auto stopGrace = 10s;
constexpr int tick_ms = 100;

/// Of a stranger, for the log: one line without what a terminal would obey, not too long.
std::string plainWords(const std::string &text)
{
    constexpr std::size_t most = 300;
    std::string plain = text.substr(0, most);
    for (char &c : plain) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < ' ' || byte == 0x7f)
            c = ' ';
        else if (byte > 0x7f)
            c = '?';
    }
    return plain + (text.size() > most ? "..." : "");
}

/// A job and how often a worker has been given it.
struct QueuedJob {
    Job job;
    int attempts = 0;
};

class WorkerPool {
public:
    WorkerPool(const std::vector<Job> &jobs, int capacity, const LaunchOptions &launch, Control &control,
               const JobHandler &handler)
        : m_capacity(static_cast<std::size_t>(capacity)), m_launch(launch), m_processes(launch), m_control(control),
          m_handler(handler)
    {
        queue(jobs);
    }

    void run()
    {
        while (true) {
            followRequest();
            cancelRuns();
            takeMore();
            if (m_followed == Request::Run)
                startWorkers();
            const bool isDone = m_working.empty() && (m_waiting.empty() || m_followed == Request::Stop);
            m_processes.dismissIdle(isDone ? WorkerProcesses::Shared::Leaves : WorkerProcesses::Shared::Stays);
            if (isDone && m_processes.isEmpty())
                break;
            await();
            serve();
            m_handler.tick();
        }
        for (const QueuedJob &queued : m_waiting)
            if (queued.attempts > 0)
                m_handler.end(queued.job, Ending{Ending::How::Stopped, {}, {}});
    }

private:
    struct Worker {
        Worker(const QueuedJob &work, std::shared_ptr<WorkerProcess> process, protocol::Task task,
               const LaunchOptions &launch)
            : queued(work), client(std::move(process), std::move(task), *launch.outbox), watchdog(launch.timeouts)
        {
        }
        QueuedJob queued;
        WorkerClient client;
        Watchdog watchdog;
        int linesHeard = 0;
        std::optional<Clock::time_point> cancelLimit{}; ///< If it was cancelled.
    };

    void queue(const std::vector<Job> &jobs);
    void followRequest();
    void passStrength(const StrengthRequest &request);
    void cancelRuns();
    void cancel(std::int64_t run);
    void takeMore();
    QueuedJob takeNext();
    void startWorkers();
    void await();
    void serve();
    void listen(Worker &worker);
    void checkSilence(Worker &worker);
    void conclude(const Worker &worker);
    void tell(const Worker &worker, const std::string &level, const std::string &text);

    std::deque<QueuedJob> m_waiting;
    std::size_t m_capacity;
    const LaunchOptions &m_launch;
    WorkerProcesses m_processes;
    std::list<Worker> m_working; ///< Ends before the processes do.
    Control &m_control;
    const JobHandler &m_handler;
    Request m_followed = Request::Run;
    Clock::time_point m_stopLimit;
};

void WorkerPool::queue(const std::vector<Job> &jobs)
{
    for (const Job &job : jobs)
        m_waiting.push_back({.job = job});
}

void WorkerPool::followRequest()
{
    for (const StrengthRequest &strength : m_control.takeStrengths())
        passStrength(strength);
    const Request request = m_control.request();
    if (request == Request::Stop && m_followed == Request::Stop && Clock::now() > m_stopLimit)
        for (Worker &worker : m_working)
            worker.client.kill();
    if (request == m_followed)
        return;
    m_followed = request;
    m_stopLimit = Clock::now() + stopGrace;
    for (Worker &worker : m_working)
        switch (request) {
        case Request::Run:
            worker.client.send(protocol::Resume{});
            break;
        case Request::Pause:
            worker.client.send(protocol::Pause{});
            break;
        case Request::Stop:
            worker.client.stop();
            break;
        }
}

void WorkerPool::passStrength(const StrengthRequest &request)
{
    const Job search{request.run, protocol::TaskKind::Search};
    const auto worker = std::ranges::find_if(m_working, [&](const Worker &each) { return each.queued.job == search; });
    if (worker != m_working.end())
        worker->client.send(protocol::SetStrength{request.strength});
    else if (m_handler.refuse)
        m_handler.refuse(request);
}

void WorkerPool::cancelRuns()
{
    if (!m_handler.cancel)
        return; // They are about runs, which these jobs are not.
    for (const std::int64_t run : m_control.takeCancelled())
        cancel(run);
    for (Worker &worker : m_working)
        if (worker.cancelLimit && Clock::now() > *worker.cancelLimit)
            worker.client.kill();
}

void WorkerPool::cancel(std::int64_t run)
{
    const auto worker = std::ranges::find_if(m_working, [&](const Worker &each) { return each.queued.job.run == run; });
    const auto waiting = std::ranges::find_if(m_waiting, [&](const QueuedJob &each) { return each.job.run == run; });
    if (worker != m_working.end()) {
        worker->client.stop();
        worker->cancelLimit = Clock::now() + stopGrace;
    } else if (waiting != m_waiting.end()) {
        const Job job = waiting->job;
        m_waiting.erase(waiting);
        queue(m_handler.end(job, Ending{Ending::How::Stopped, {}, {}}));
    } else {
        m_handler.cancel(run);
    }
}

void WorkerPool::takeMore()
{
    if (!m_handler.more || m_followed == Request::Stop)
        return;
    const std::vector<Job> jobs = m_handler.more();
    for (auto job = jobs.rbegin(); job != jobs.rend(); ++job)
        m_waiting.push_front({.job = *job});
}

/// The first in the order that the user has set; what that does not name keeps its own.
QueuedJob WorkerPool::takeNext()
{
    const std::vector<std::int64_t> order = m_control.order();
    const auto next = std::ranges::min_element(
        m_waiting, {}, [&](const QueuedJob &each) { return std::ranges::find(order, each.job.run) - order.begin(); });
    const QueuedJob queued = *next;
    m_waiting.erase(next);
    return queued;
}

void WorkerPool::startWorkers()
{
    while (m_working.size() < m_capacity && !m_waiting.empty()) {
        QueuedJob queued = takeNext();
        protocol::Task task = m_handler.begin(queued.job);
        if (!m_launch.executor.empty())
            task.contents = m_launch.outbox->contentsOf(task);
        ++queued.attempts;
        m_working.emplace_back(
            queued, queued.attempts == 1 ? m_processes.forTask(task) : m_processes.forTaskAlone(task), task, m_launch);
    }
}

void WorkerPool::await()
{
    std::vector<pollfd> descriptors{{m_control.descriptor(), POLLIN, 0}};
    m_processes.watch(descriptors);
    ::poll(descriptors.data(), descriptors.size(), m_processes.isEmpty() ? -1 : tick_ms);
    m_control.acknowledge();
}

void WorkerPool::serve()
{
    m_processes.serve();
    for (auto worker = m_working.begin(); worker != m_working.end();) {
        listen(*worker);
        if (!worker->client.ending()) {
            checkSilence(*worker);
            ++worker;
            continue;
        }
        conclude(*worker);
        worker = m_working.erase(worker);
    }
}

void WorkerPool::listen(Worker &worker)
{
    for (const std::string &line : worker.client.takeSkipped())
        tell(worker, "info", "Not from a worker: " + plainWords(line));
    for (const protocol::Event &event : worker.client.receive())
        m_handler.event(worker.queued.job, event);
}

/// One that waits behind an executor for a place on another machine may do so for as long as it takes.
void WorkerPool::checkSilence(Worker &worker)
{
    const bool isExcused = m_followed != Request::Run || worker.client.isPaused();
    worker.watchdog.look(isExcused || worker.client.lines() != worker.linesHeard);
    worker.linesHeard = worker.client.lines();
    const std::string length =
        std::to_string(std::chrono::duration_cast<std::chrono::seconds>(worker.watchdog.length()).count()) + " s";
    const bool mayQueue = !worker.client.isGreeted() && !m_launch.executor.empty();
    if (worker.watchdog.hasExpired() && !mayQueue) {
        worker.client.giveUp("it has sent nothing for " + length);
    } else if (worker.watchdog.isWarningDue()) {
        const std::string words = plainWords(worker.client.lastWords());
        tell(worker, "warning",
             "No word from the worker of " + worker.client.name() + " for " + length +
                 (mayQueue ? "; its executor may be waiting for a place" : "") +
                 (words.empty() ? "" : "; its last words on stderr: " + words));
    }
}

void WorkerPool::conclude(const Worker &worker)
{
    const QueuedJob &queued = worker.queued;
    Ending ending = *worker.client.ending();
    if (worker.cancelLimit && ending.hasFailed()) // Whatever it died of, nobody waits for its work.
        ending = Ending{Ending::How::Stopped, {}, {}};
    if (ending.isWorthAnotherAttempt && queued.attempts < mostAttempts && m_followed != Request::Stop) {
        tell(worker, "warning", ending.message + ". It is started once more");
        m_waiting.push_front(queued);
        return;
    }
    if (ending.hasFailed() && queued.attempts > 1)
        ending.message += " (attempt " + std::to_string(queued.attempts) + " of " + std::to_string(mostAttempts) + ")";
    queue(m_handler.end(queued.job, ending));
}

void WorkerPool::tell(const Worker &worker, const std::string &level, const std::string &text)
{
    m_handler.event(worker.queued.job, protocol::Log{level, text});
}

} // namespace

void runJobs(const std::vector<Job> &jobs, int capacity, const LaunchOptions &launch, Control &control,
             const JobHandler &handler)
{
    WorkerPool(jobs, capacity, launch, control, handler).run();
}

} // namespace odimo::workers
