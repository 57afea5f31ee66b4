// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/explorer/base/background.h"
#include "app/explorer/base/notice_queue.h"
#include "core/host/repeat/run_repetition.h"

#include <QAction>
#include <QObject>

#include <memory>

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
    void showProgress();

private:
    void follow(const host::Notice &notice);
    void tell(const QString &text);
    void finish(const project::Repetition &result);

    ProjectController &m_projects;
    widgets::MessageBar &m_message;
    QAction m_stop;
    qint64 m_run = 0;
    NoticeQueue m_notices;
    std::unique_ptr<host::RunRepetition> m_repetition;
    Background m_background; ///< Its own, as a run takes long. Waits for it, before the run goes.
};

} // namespace odimo::explorer
