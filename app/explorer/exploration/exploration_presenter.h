// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/host/exploration.h"

#include <QObject>

#include <optional>

class QAction;

namespace odimo::widgets {
class MessageBar;
class PhaseStrip;
} // namespace odimo::widgets

namespace odimo::explorer {

class ExplorationController;
class ProjectController;
class ProjectPresenter;
class StatusPanel;

/// Shows what the exploration does and how it ends: in the message bar, in the status bar, and in the project that it
/// writes, which is opened as soon as it is ready.
class ExplorationPresenter : public QObject {
    Q_OBJECT

public:
    ExplorationPresenter(ExplorationController &exploration, ProjectController &projects,
                         ProjectPresenter &projectPresenter, widgets::MessageBar &message, StatusPanel &status,
                         widgets::PhaseStrip &phases, QAction &retry, QObject *parent = nullptr);

    /// Share of the exploration that is done, 0..1; absent while none is active.
    std::optional<double> fraction() const { return m_fraction; }

signals:
    void fractionChanged();
    /// The user wants to see the run that a message names.
    void runChosen(qint64 run);
    /// The end has been shown.
    void finished();
    /// Likewise, where the exploration could not begin or go on.
    void failed();

private:
    void receive(const host::Notice &notice);
    void showLogLine(const project::LogLine &line);
    void showOverall(const host::OverallProgress &overall);
    void showState();
    void showOutcome(host::Outcome outcome);
    void showSummary();
    QString failureText() const;
    void showFailure(const QString &message);
    void forgetProgress();

    ExplorationController &m_exploration;
    ProjectController &m_projects;
    ProjectPresenter &m_projectPresenter;
    widgets::MessageBar &m_message;
    StatusPanel &m_status;
    widgets::PhaseStrip &m_phases;
    QAction &m_retry;   ///< Goes on with what has failed.
    QAction *m_showRun; ///< The run that the summary names.
    qint64 m_namedRun = 0;
    std::optional<double> m_fraction;
};

} // namespace odimo::explorer
