// SPDX-License-Identifier: Apache-2.0
#include "core/workers/worker_pool.h"

#include "core/workers/watchdog.h"
#include "core/workers/worker_processes.h"

#include <algorithm>
#include <chrono>
#include <deque>
#include <list>
#include <memory>

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
struct Turn {
    Job job;
    int attempts = 0;
};

class WorkerPool {
public:
    WorkerPool(const std::vector<Job> &jobs, int capacity, const WorkerPlace &place, Control &control,
               const JobHandler &handler)
        : m_capacity(static_cast<std::size_t>(capacity)), m_place(place), m_processes(place), m_control(control),
          m_handler(handler)
    {
        queue(jobs);
    }

    void run()
    {
        while (true) {
            obey();
            if (m_obeyed == Wish::Run)
                startWorkers();
            const bool isDone = m_working.empty() && (m_waiting.empty() || m_obeyed == Wish::Stop);
            m_processes.dismissIdle(isDone ? WorkerProcesses::Shared::Leaves : WorkerProcesses::Shared::Stays);
            if (isDone && m_processes.isEmpty())
                break;
            await();
            serve();
            m_handler.tick();
        }
        for (const Turn &turn : m_waiting)
            if (turn.attempts > 0)
                m_handler.end(turn.job, Ending{Ending::How::Stopped, {}, {}});
    }

private:
    struct Worker {
        Worker(const Turn &work, std::shared_ptr<WorkerProcess> process, protocol::Task task, const Patience &patience)
            : turn(work), client(std::move(process), std::move(task)), silence(patience)
        {
        }
        Turn turn;
        WorkerClient client;
        Silence silence;
        int linesHeard = 0;
    };

    void queue(const std::vector<Job> &jobs);
    void obey();
    void passStrength(const StrengthWish &wish);
    void startWorkers();
    void await();
    void serve();
    void listen(Worker &worker);
    void mindSilence(Worker &worker);
    void conclude(const Worker &worker);
    void tell(const Worker &worker, const std::string &level, const std::string &text);

    std::deque<Turn> m_waiting;
    std::size_t m_capacity;
    const WorkerPlace &m_place;
    WorkerProcesses m_processes;
    std::list<Worker> m_working; ///< Ends before the processes do.
    Control &m_control;
    const JobHandler &m_handler;
    Wish m_obeyed = Wish::Run;
    Clock::time_point m_stopLimit;
};

void WorkerPool::queue(const std::vector<Job> &jobs)
{
    for (const Job &job : jobs)
        m_waiting.push_back({.job = job});
}

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
    const Job search{wish.run, protocol::TaskKind::Search};
    const auto worker = std::ranges::find_if(m_working, [&](const Worker &each) { return each.turn.job == search; });
    if (worker != m_working.end())
        worker->client.send(protocol::SetStrength{wish.strength});
    else if (m_handler.refuse)
        m_handler.refuse(wish);
}

void WorkerPool::startWorkers()
{
    while (m_working.size() < m_capacity && !m_waiting.empty()) {
        Turn turn = m_waiting.front();
        m_waiting.pop_front();
        const protocol::Task task = m_handler.begin(turn.job);
        ++turn.attempts;
        m_working.emplace_back(turn, turn.attempts == 1 ? m_processes.forTask(task) : m_processes.forTaskAlone(task),
                               task, m_place.patience);
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
            mindSilence(*worker);
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
        m_handler.event(worker.turn.job, event);
}

/// One that waits behind an executor for a place on another machine may do so for as long as it takes.
void WorkerPool::mindSilence(Worker &worker)
{
    const bool isExcused = m_obeyed != Wish::Run || worker.client.isPaused();
    worker.silence.look(isExcused || worker.client.lines() != worker.linesHeard);
    worker.linesHeard = worker.client.lines();
    const std::string length =
        std::to_string(std::chrono::duration_cast<std::chrono::seconds>(worker.silence.length()).count()) + " s";
    const bool mayQueue = !worker.client.isGreeted() && !m_place.executor.empty();
    if (worker.silence.isTooLong() && !mayQueue) {
        worker.client.giveUp("it has sent nothing for " + length);
    } else if (worker.silence.isNoticeDue()) {
        const std::string words = plainWords(worker.client.lastWords());
        tell(worker, "warning",
             "No word from the worker of " + worker.client.name() + " for " + length +
                 (mayQueue ? "; its executor may be waiting for a place" : "") +
                 (words.empty() ? "" : "; its last words on stderr: " + words));
    }
}

void WorkerPool::conclude(const Worker &worker)
{
    const Turn &turn = worker.turn;
    Ending ending = *worker.client.ending();
    if (ending.isWorthAnotherAttempt && turn.attempts < mostAttempts && m_obeyed != Wish::Stop) {
        tell(worker, "warning", ending.message + ". It is started once more");
        m_waiting.push_front(turn);
        return;
    }
    if (ending.hasFailed() && turn.attempts > 1)
        ending.message += " (attempt " + std::to_string(turn.attempts) + " of " + std::to_string(mostAttempts) + ")";
    queue(m_handler.end(turn.job, ending));
}

void WorkerPool::tell(const Worker &worker, const std::string &level, const std::string &text)
{
    m_handler.event(worker.turn.job, protocol::Log{level, text});
}

} // namespace

void runJobs(std::vector<Job> jobs, int capacity, const WorkerPlace &place, Control &control, const JobHandler &handler)
{
    WorkerPool(jobs, capacity, place, control, handler).run();
}

} // namespace odimo::workers
