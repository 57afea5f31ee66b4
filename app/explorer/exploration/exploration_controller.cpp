// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/exploration/exploration_controller.h"

#include "app/explorer/base/remedy_words.h"

#include <atomic>
#include <chrono>
#include <exception>

namespace odimo::explorer {

namespace {

/// Of a notice on its way to the window: too short to be seen, and cheap while an exploration runs.
constexpr std::chrono::milliseconds longestDelay(25);

class HostExploration : public AbstractExploration {
public:
    HostExploration(const std::filesystem::path &project, host::Settings settings, host::Listener listener)
        : m_exploration(project, std::move(settings), std::move(listener))
    {
    }
    host::Outcome run() override { return m_exploration.run(); }
    void apply(workers::Request request) override
    {
        switch (request) {
        case workers::Request::Run:
            m_exploration.resume();
            break;
        case workers::Request::Pause:
            m_exploration.pause();
            break;
        case workers::Request::Stop:
            m_exploration.stop();
            break;
        }
    }
    void setStrength(std::int64_t run, double strength) override { m_exploration.setStrength(run, strength); }
    bool request(const host::RunRequest &request) override { return m_exploration.request(request); }

private:
    host::Exploration m_exploration;
};

} // namespace

std::unique_ptr<AbstractExploration> makeExploration(const std::filesystem::path &project, host::Settings settings,
                                                     host::Listener listener)
{
    return std::make_unique<HostExploration>(project, std::move(settings), std::move(listener));
}

/// What both threads see. The exploration itself is made on its own thread, because checking the settings reads the
/// data; a request that comes earlier is remembered.
struct ExplorationController::Shared {
    NoticeQueue queue;
    std::mutex mutex;
    std::unique_ptr<AbstractExploration> exploration; ///< Guarded by `mutex` while it is made and ended.
    workers::Request request = workers::Request::Run; ///< The last one.
    std::optional<host::Outcome> outcome;
    QString error;
    std::atomic<bool> ended = false;

    void work(const MakeExploration &make, const std::filesystem::path &project, const host::Settings &settings)
    {
        try {
            auto made = make(project, settings, [this](const host::Notice &notice) { queue.add(notice); });
            AbstractExploration &running = *made;
            {
                const std::lock_guard lock(mutex);
                exploration = std::move(made);
                if (request != workers::Request::Run)
                    exploration->apply(request);
            }
            const host::Outcome result = running.run();
            const std::lock_guard lock(mutex);
            outcome = result;
        } catch (const std::exception &caught) {
            const std::lock_guard lock(mutex);
            error = messageOf(caught);
        }
        {
            const std::lock_guard lock(mutex);
            exploration.reset();
        }
        ended = true;
    }

    void apply(workers::Request latest)
    {
        const std::lock_guard lock(mutex);
        request = latest;
        if (exploration)
            exploration->apply(latest);
    }
};

ExplorationController::ExplorationController(MakeExploration make, QObject *parent)
    : QObject(parent), m_make(std::move(make))
{
    m_timer.setInterval(longestDelay);
    connect(&m_timer, &QTimer::timeout, this, &ExplorationController::drain);
}

ExplorationController::~ExplorationController()
{
    if (isActive())
        m_shared->apply(workers::Request::Stop);
}

void ExplorationController::start(const std::filesystem::path &project, const host::Settings &settings)
{
    if (isActive())
        return;
    m_project = project;
    m_isMeasurement = !settings.chosen.empty();
    QStringList names;
    for (const workers::Executor &each : settings.executors)
        names << QString::fromStdString(workers::nameOf(each));
    m_executor = names.join(", ");
    m_shared = std::make_shared<Shared>();
    m_thread =
        std::jthread([shared = m_shared, make = m_make, project, settings] { shared->work(make, project, settings); });
    m_timer.start();
    setState(State::Running);
}

void ExplorationController::pause()
{
    if (m_state != State::Running)
        return;
    m_shared->apply(workers::Request::Pause);
    setState(State::Paused);
}

void ExplorationController::resume()
{
    if (m_state != State::Paused)
        return;
    m_shared->apply(workers::Request::Run);
    setState(State::Running);
}

void ExplorationController::stop()
{
    if (m_state != State::Running && m_state != State::Paused)
        return;
    m_shared->apply(workers::Request::Stop);
    setState(State::Stopping);
}

void ExplorationController::setStrength(qint64 run, double strength)
{
    if (!isActive())
        return;
    const std::lock_guard lock(m_shared->mutex);
    if (m_shared->exploration)
        m_shared->exploration->setStrength(run, strength);
}

bool ExplorationController::request(const host::RunRequest &request)
{
    if (!isActive())
        return false;
    const std::lock_guard lock(m_shared->mutex);
    return m_shared->exploration && m_shared->exploration->request(request);
}

void ExplorationController::drain()
{
    const bool ended = m_shared->ended;
    const NoticeQueue::Batch batch = m_shared->queue.takeAll();
    for (const host::Notice &notice : batch.notices)
        emit noticed(notice);
    for (const auto &[run, progress] : batch.progress)
        emit progressed(run, progress);
    if (batch.overall)
        emit advanced(*batch.overall);
    if (ended)
        finish();
}

void ExplorationController::finish()
{
    m_timer.stop();
    m_thread.join();
    const std::shared_ptr<Shared> ended = std::move(m_shared);
    setState(State::Idle);
    if (ended->outcome)
        emit finished(*ended->outcome);
    else
        emit failed(ended->error);
}

void ExplorationController::setState(State state)
{
    m_state = state;
    emit stateChanged();
}

} // namespace odimo::explorer
