// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/host/repeat/run_repetition.h"

#include <QAction>
#include <QObject>

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace odimo::widgets {
class MessageBar;
}

namespace odimo::explorer {

class ProjectController;

/// Computes a run of the open project again on a thread of its own and says, in the message bar, how far it is and what
/// came of it. One run at a time.
class RunVerifier : public QObject {
    Q_OBJECT

public:
    RunVerifier(ProjectController &projects, widgets::MessageBar &message, QObject *parent = nullptr);
    /// Stops what it does.
    ~RunVerifier() override;

    void verify(qint64 run);
    bool isBusy() const { return m_repetition != nullptr; }

private Q_SLOTS:
    /// On the thread of this object.
    void show();

private:
    /// What the thread has to say.
    struct Report {
        QString activity;
        std::optional<project::Repetition> result;
        QString error;
        bool hasEnded = false;
    };

    void compute();
    void follow(const host::Notice &notice);
    void tell(const std::function<void(Report &)> &change);
    void finish(const Report &report);

    ProjectController &m_projects;
    widgets::MessageBar &m_message;
    QAction m_stop;
    qint64 m_run = 0;
    std::unique_ptr<host::RunRepetition> m_repetition;
    std::mutex m_mutex;
    Report m_report; ///< Under the mutex.
    std::thread m_thread;
};

} // namespace odimo::explorer
