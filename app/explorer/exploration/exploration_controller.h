// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/explorer/base/notice_queue.h"
#include "core/workers/control.h"

#include <QObject>
#include <QTimer>

#include <filesystem>
#include <functional>
#include <memory>
#include <thread>

namespace odimo::explorer {

/// What the controller needs of host::Exploration; tests replace it by something quicker.
class AbstractExploration {
public:
    virtual ~AbstractExploration() = default;
    virtual host::Outcome run() = 0;
    virtual void apply(workers::Request request) = 0;
    /// Throws Error as host::Exploration does.
    virtual void setStrength(std::int64_t run, double strength) = 0;
    /// Likewise; false if it comes too late.
    virtual bool request(const host::RunRequest &request) = 0;
};

/// Called on the exploration's own thread; may throw Error.
using MakeExploration =
    std::function<std::unique_ptr<AbstractExploration>(std::filesystem::path, host::Settings, host::Listener)>;

/// The real one.
std::unique_ptr<AbstractExploration> makeExploration(const std::filesystem::path &project, host::Settings settings,
                                                     host::Listener listener);

/// Runs one exploration at a time on a thread of its own and hands on its notices on the GUI thread, forty times a
/// second.
class ExplorationController : public QObject {
    Q_OBJECT

public:
    enum class State { Idle, Running, Paused, Stopping };

    explicit ExplorationController(MakeExploration make = makeExploration, QObject *parent = nullptr);
    /// Stops what runs and waits for it.
    ~ExplorationController() override;

    State state() const { return m_state; }
    bool isActive() const { return m_state != State::Idle; }
    const std::filesystem::path &project() const { return m_project; }
    /// It measures chosen mappings and does nothing else.
    bool isMeasurement() const { return m_isMeasurement; }
    /// What starts the workers, as the user wrote it; empty: this machine.
    const QString &executor() const { return m_executor; }

    /// Does nothing while one is active.
    void start(const std::filesystem::path &project, const host::Settings &settings);
    void pause();
    void resume();
    /// Ends within a batch; finished() follows.
    void stop();
    /// Of a run that is being searched; what comes of it is a notice. Does nothing while none is active.
    void setStrength(qint64 run, double strength);
    /// Of runs of the exploration that is active; what comes of it is a notice. False if none is, or if it is only
    /// beginning or ending. Throws Error if a chosen mapping does not fit the network.
    bool request(const host::RunRequest &request);

signals:
    void stateChanged();
    void noticed(const odimo::host::Notice &notice);
    void progressed(qint64 run, const odimo::protocol::Progress &progress);
    void advanced(const odimo::host::OverallProgress &overall);
    void finished(odimo::host::Outcome outcome);
    /// The exploration could not begin or go on; the message is a sentence for the user.
    void failed(const QString &message);

private:
    struct Shared;
    void drain();
    void setState(State state);
    void finish();

    MakeExploration m_make;
    QTimer m_timer;
    std::shared_ptr<Shared> m_shared;
    std::jthread m_thread;
    std::filesystem::path m_project;
    State m_state = State::Idle;
    bool m_isMeasurement = false;
    QString m_executor;
};

} // namespace odimo::explorer
