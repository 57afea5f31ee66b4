// SPDX-License-Identifier: Apache-2.0
#include "core/workers/worker_pool.h"

#include "core/workers/fleet.h"
#include "core/workers/plain_words.h"
#include "core/workers/task_progress.h"
#include "core/workers/watchdog.h"

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

/// A job, how often a worker was started for it, and what became of it.
struct QueuedJob {
    Job job;
    int attempts = 0;
    std::vector<std::size_t> lostOn{};   ///< Executors.
    std::vector<std::size_t> waitedOn{}; ///< Executors that never began it.
};

class WorkerPool {
public:
    WorkerPool(const std::vector<Job> &jobs, int capacity, const LaunchOptions &launch, Control &control,
               const JobHandler &handler)
        : m_launch(launch), m_fleet(launch, static_cast<std::size_t>(capacity)), m_control(control), m_handler(handler)
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
            m_fleet.dismissIdle(isDone ? WorkerProcesses::Shared::Leaves : WorkerProcesses::Shared::Stays);
            if (isDone && m_fleet.isEmpty())
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
        Worker(const QueuedJob &work, std::size_t where, const std::shared_ptr<WorkerProcess> &started,
               protocol::Task task, const LaunchOptions &launch)
            : queued(work), executor(where), process(started), client(started, std::move(task), *launch.outbox),
              watchdog(launch.timeouts), begun(Clock::now())
        {
        }
        double elapsed_s() const { return std::chrono::duration<double>(Clock::now() - begun).count(); }

        QueuedJob queued;
        std::size_t executor;
        std::shared_ptr<WorkerProcess> process;
        WorkerClient client;
        Watchdog watchdog;
        Clock::time_point begun;
        double done = 0; ///< The share of its work, as far as it tells.
        int linesHeard = 0;
        bool isTakenBack = false;                       ///< Before it had begun, to be done elsewhere.
        std::optional<Clock::time_point> cancelLimit{}; ///< If it was cancelled.
    };

    void queue(const std::vector<Job> &jobs);
    void followRequest();
    void passStrength(const StrengthRequest &request);
    void cancelRuns();
    void cancel(std::int64_t run);
    void takeMore();
    void sortWaiting();
    void startWorkers();
    std::vector<Fleet::Busy> busy() const;
    void start(const QueuedJob &next, std::size_t executor);
    void await();
    void serve();
    void listen(Worker &worker);
    void checkSilence(Worker &worker);
    void takeBack();
    void conclude(Worker &worker);
    bool isTriedAgain(Worker &worker, const Ending &ending);
    int countedLosses(const QueuedJob &queued) const;
    void tell(const Worker &worker, const std::string &level, const std::string &text);

    std::deque<QueuedJob> m_waiting;
    const LaunchOptions &m_launch;
    Fleet m_fleet;
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

/// In the order that the user has set; what that does not name comes last and keeps its own.
void WorkerPool::sortWaiting()
{
    const std::vector<std::int64_t> order = m_control.order();
    std::ranges::stable_sort(
        m_waiting, {}, [&](const QueuedJob &each) { return std::ranges::find(order, each.job.run) - order.begin(); });
}

void WorkerPool::startWorkers()
{
    if (m_waiting.empty()) {
        takeBack();
        return;
    }
    sortWaiting();
    std::vector<Fleet::Waiting> waiting;
    for (const QueuedJob &queued : m_waiting) {
        waiting.push_back({.kind = queued.job.kind, .avoided = queued.lostOn});
        std::ranges::copy(queued.waitedOn, std::back_inserter(waiting.back().avoided));
    }
    std::vector<std::pair<QueuedJob, std::size_t>> begun;
    for (const Assignment &each : m_fleet.begin(busy(), waiting)) { // In the order of the tasks.
        const auto next = m_waiting.begin() + static_cast<std::ptrdiff_t>(each.task - begun.size());
        begun.emplace_back(*next, each.executor);
        m_waiting.erase(next);
    }
    for (const auto &[queued, executor] : begun)
        start(queued, executor);
}

std::vector<Fleet::Busy> WorkerPool::busy() const
{
    std::vector<Fleet::Busy> busy;
    for (const Worker &worker : m_working)
        busy.push_back({.executor = worker.executor,
                        .left_s = remainingSeconds(worker.elapsed_s(), worker.done,
                                                   m_fleet.expected(worker.executor, worker.queued.job.kind))});
    return busy;
}

/// What waits in a queue elsewhere, while nothing waits here and another executor has a place.
void WorkerPool::takeBack()
{
    for (Worker &worker : m_working)
        if (!worker.isTakenBack && !worker.client.isGreeted() &&
            worker.watchdog.length() >= m_launch.timeouts.silenceWarning &&
            m_fleet.hasPlaceBeside(worker.executor, busy())) {
            worker.isTakenBack = true;
            worker.client.giveUp("others have a place for its task");
            return; // And for no other one, perhaps.
        }
}

void WorkerPool::start(const QueuedJob &next, std::size_t executor)
{
    QueuedJob queued = next;
    protocol::Task task = m_handler.begin(queued.job);
    if (m_fleet.leadsElsewhere(executor))
        task.contents = m_launch.outbox->contentsOf(task);
    ++queued.attempts;
    WorkerProcesses &processes = m_fleet.processes(executor);
    m_working.emplace_back(queued, executor,
                           queued.attempts == 1 ? processes.forTask(task) : processes.forTaskAlone(task), task,
                           m_launch);
    if (m_fleet.size() > 1)
        tell(m_working.back(), "info", task.name + " is done by the executor " + m_fleet.name(executor));
}

void WorkerPool::await()
{
    if (m_fleet.isEmpty())
        m_handler.tick(); // The next one comes when the user asks for something: in a pause without workers.
    std::vector<pollfd> descriptors{{m_control.descriptor(), POLLIN, 0}};
    m_fleet.watch(descriptors);
    ::poll(descriptors.data(), descriptors.size(), m_fleet.isEmpty() ? -1 : tick_ms);
    m_control.acknowledge();
}

void WorkerPool::serve()
{
    m_fleet.serve();
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
    for (const protocol::Event &event : worker.client.receive()) {
        worker.done = shareDone(event, worker.queued.job.kind).value_or(worker.done);
        m_handler.event(worker.queued.job, event);
    }
}

/// One that waits behind an executor for a place on another machine may do so for as long as it takes.
void WorkerPool::checkSilence(Worker &worker)
{
    const bool isExcused = m_followed != Request::Run || worker.client.isPaused();
    worker.watchdog.look(isExcused || worker.client.lines() != worker.linesHeard);
    worker.linesHeard = worker.client.lines();
    const std::string length =
        std::to_string(std::chrono::duration_cast<std::chrono::seconds>(worker.watchdog.length()).count()) + " s";
    const bool mayQueue = !worker.client.isGreeted() && m_fleet.leadsElsewhere(worker.executor);
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

void WorkerPool::conclude(Worker &worker)
{
    QueuedJob &queued = worker.queued;
    Ending ending = *worker.client.ending();
    if (worker.cancelLimit && ending.hasFailed()) // Whatever it died of, nobody waits for its work.
        ending = Ending{Ending::How::Stopped, {}, {}};
    if (ending.how == Ending::How::Finished)
        m_fleet.note(worker.executor, queued.job.kind, worker.elapsed_s());
    if (isTriedAgain(worker, ending)) {
        tell(worker, "warning",
             worker.isTakenBack ? worker.client.name() + " waits for the executor " + m_fleet.name(worker.executor) +
                                      " while others have a place; it is given to them"
                                : ending.message + ". It is started once more");
        m_waiting.push_front(queued);
        return;
    }
    if (ending.hasFailed() && queued.attempts > 1)
        ending.message += " (attempt " + std::to_string(queued.attempts) + " of " +
                          std::to_string(std::max(mostAttempts, queued.attempts)) + ")";
    queue(m_handler.end(queued.job, ending));
}

/// True if the worker was lost and that may be its executor's fault. One that never said hello had no task to lose.
bool WorkerPool::isTriedAgain(Worker &worker, const Ending &ending)
{
    if (worker.isTakenBack && m_followed != Request::Stop) {
        worker.queued.waitedOn.push_back(worker.executor);
        return true;
    }
    const bool isUnmet = ending.how == Ending::How::NeverStarted && !ending.isWorthAnotherAttempt;
    if (!isUnmet && !ending.isWorthAnotherAttempt) {
        m_fleet.keep(worker.executor);
        return false;
    }
    if (m_followed == Request::Stop)
        return false;
    (isUnmet ? worker.queued.waitedOn : worker.queued.lostOn).push_back(worker.executor);
    const bool hasOthers = m_fleet.hasOthers(worker.executor);
    if (m_fleet.lose(worker.executor, worker.process))
        tell(worker, "warning",
             "The executor " + m_fleet.name(worker.executor) + " is set aside: it has lost " +
                 std::to_string(mostLosses) + " workers in a row. The others go on");
    return isUnmet ? hasOthers : countedLosses(worker.queued) < mostAttempts;
}

/// Those on an executor that is set aside are its own.
int WorkerPool::countedLosses(const QueuedJob &queued) const
{
    return static_cast<int>(
        std::ranges::count_if(queued.lostOn, [this](std::size_t executor) { return !m_fleet.isAside(executor); }));
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
