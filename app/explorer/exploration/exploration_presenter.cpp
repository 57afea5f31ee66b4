// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/exploration/exploration_presenter.h"

#include "app/explorer/exploration/exploration_controller.h"
#include "app/explorer/exploration/status_panel.h"
#include "app/explorer/project/presentation.h"
#include "app/explorer/project/project_controller.h"
#include "app/explorer/project/project_presenter.h"
#include "core/host/front/summary.h"
#include "widgets/base/format.h"
#include "widgets/base/message_bar.h"
#include "widgets/base/phase_strip.h"

#include <QAction>

#include <algorithm>
#include <variant>
#include <vector>

namespace odimo::explorer {

namespace {

/// Before this an estimate would only be a guess.
constexpr double secondsBeforeEstimate = 10;

} // namespace

ExplorationPresenter::ExplorationPresenter(ExplorationController &exploration, ProjectController &projects,
                                           ProjectPresenter &projectPresenter, widgets::MessageBar &message,
                                           StatusPanel &status, widgets::PhaseStrip &phases, QAction &retry,
                                           QObject *parent)
    : QObject(parent), m_exploration(exploration), m_projects(projects), m_projectPresenter(projectPresenter),
      m_message(message), m_status(status), m_phases(phases), m_retry(retry), m_showRun(new QAction(this))
{
    m_showRun->setStatusTip(tr("Select the run that the message names"));
    connect(m_showRun, &QAction::triggered, this, [this] { emit runChosen(m_namedRun); });
    connect(&exploration, &ExplorationController::stateChanged, this, &ExplorationPresenter::showState);
    connect(&projects, &ProjectController::runChanged, this, &ExplorationPresenter::showState);
    connect(&exploration, &ExplorationController::noticed, this, &ExplorationPresenter::receive);
    connect(&exploration, &ExplorationController::progressed, this,
            [this](qint64 run, const protocol::Progress &progress) {
                m_projectPresenter.showProgress(run, progress);
                if (m_exploration.state() == ExplorationController::State::Running)
                    m_status.showActivity(activityText(run, progress));
            });
    connect(&exploration, &ExplorationController::advanced, this, &ExplorationPresenter::showOverall);
    connect(&exploration, &ExplorationController::finished, this, &ExplorationPresenter::showOutcome);
    connect(&exploration, &ExplorationController::failed, this, &ExplorationPresenter::showFailure);
}

void ExplorationPresenter::receive(const host::Notice &notice)
{
    if (std::holds_alternative<host::ProjectReady>(notice) && m_exploration.isMeasurement() &&
        m_projects.shows(m_exploration.project()))
        m_projects.refresh(); // What it is about and what is looked at stay.
    else if (std::holds_alternative<host::ProjectReady>(notice))
        m_projects.open(m_exploration.project());
    else if (const auto *added = std::get_if<host::LogAdded>(&notice))
        showLogLine(added->line);
    else if (const auto *plan = std::get_if<host::PlanMade>(&notice))
        m_message.showInformation(QString::fromStdString(plan->plan.explanation));
    if (m_projects.shows(m_exploration.project())) // Another one may be open until this one is ready.
        m_projects.receive(notice);
}

/// What the host itself does is news; so is every warning, which may be the answer to a new strength.
void ExplorationPresenter::showLogLine(const project::LogLine &line)
{
    const QString text = QString::fromStdString(line.text);
    if (line.level == "warning")
        m_message.showInformation(widgets::sentence(text));
    else if (line.run == 0)
        m_status.showActivity(text);
}

void ExplorationPresenter::showOverall(const host::OverallProgress &overall)
{
    m_status.showOverall(overall);
    QList<widgets::Phase> phases;
    for (const host::PhaseProgress &phase : overall.phases)
        phases.push_back({.title = phaseTitle(protocol::nameOf(phase.kind)),
                          .fraction = phase.fraction,
                          .remaining_s = overall.elapsed_s < secondsBeforeEstimate ? 0 : phase.remaining_s});
    const auto running = std::ranges::find_if(phases, [](const widgets::Phase &phase) { return phase.fraction < 1; });
    if (running != phases.end())
        running->isRunning = true;
    m_phases.setPhases(phases);
    m_fraction = overall.fraction;
    emit fractionChanged();
}

void ExplorationPresenter::showState()
{
    if (m_exploration.isActive() && m_phases.phases().isEmpty()) // Reading data, timing steps: there is no plan yet.
        m_phases.setPhases({{.title = tr("Preparation"), .isRunning = true}});
    switch (m_exploration.state()) {
    case ExplorationController::State::Stopping:
        return m_status.showActivity(tr("Stopping at the next batch"));
    case ExplorationController::State::Paused: // Runs say so as well, but between two phases none is in work.
        return m_status.showActivity(tr("Paused"));
    case ExplorationController::State::Idle:
    case ExplorationController::State::Running:
        break;
    }
    if (m_status.activity() == tr("Paused"))
        m_status.showActivity({});
}

void ExplorationPresenter::showOutcome(host::Outcome outcome)
{
    forgetProgress();
    switch (outcome) {
    case host::Outcome::Done:
        showSummary();
        break;
    case host::Outcome::Failed:
        m_message.showError(failureText(), m_retry, tr("Retry"));
        break;
    case host::Outcome::Stopped:
        m_message.showInformation(tr("Stopped. Everything done so far is kept; the runs can be finished later."));
        break;
    }
    emit finished();
}

/// Of a measurement, whoever asked for it tells the result.
void ExplorationPresenter::showSummary()
{
    const ProjectValues *project = m_projects.project();
    if (m_exploration.isMeasurement())
        return;
    if (!project || !m_projects.shows(m_exploration.project()))
        return m_message.showInformation(tr("The front is done."));
    const bool isEnergy = project->settings && project->settings->objective == mapping::Objective::Energy;
    const host::FrontSummary summary =
        host::summaryOf(isEnergy ? project->fronts.energy : project->fronts.latency, project->reference);
    const QString text = tr("The front is done: %1.").arg(QString::fromStdString(summary.sentence));
    if (!summary.run)
        return m_message.showInformation(text);
    m_namedRun = *summary.run;
    m_message.showInformation(text, *m_showRun, tr("Show Run %1").arg(m_namedRun));
}

/// Why the first run failed, and how many more did.
QString ExplorationPresenter::failureText() const
{
    const ProjectValues *project = m_projects.project();
    if (!project || !m_projects.shows(m_exploration.project()))
        return tr("Runs have failed; the log says why.");
    std::vector<const project::Run *> failed;
    for (const project::Run &run : project->runs)
        if (run.status == project::RunStatus::Failed)
            failed.push_back(&run);
    if (failed.empty())
        return tr("Runs have failed; the log says why.");
    const project::Run &first = *failed.front();
    const QString reason = widgets::sentence(tr("Run %1 (%2) has failed: %3")
                                                 .arg(first.id)
                                                 .arg(runName(*project, first), QString::fromStdString(first.message)));
    if (failed.size() == 1)
        return reason;
    return tr("%1 %n more have failed; the log says why.", nullptr, static_cast<int>(failed.size()) - 1).arg(reason);
}

void ExplorationPresenter::showFailure(const QString &message)
{
    forgetProgress();
    m_message.showError(widgets::sentence(message), m_retry, tr("Retry"));
    emit failed();
}

void ExplorationPresenter::forgetProgress()
{
    m_status.clear();
    m_phases.setPhases({});
    m_projectPresenter.forgetProgress();
    if (m_projects.shows(m_exploration.project()))
        m_projectPresenter.showResult();
    m_fraction.reset();
    emit fractionChanged();
}

} // namespace odimo::explorer
