// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/replay/replay_controller.h"

#include "app/explorer/base/background.h"
#include "app/explorer/base/selection_model.h"
#include "app/explorer/exploration/exploration_controller.h"
#include "app/explorer/project/project_controller.h"
#include "app/explorer/replay/picture_sequence.h"
#include "app/explorer/replay/replay_presentation.h"
#include "app/explorer/shell/action_registry.h"
#include "widgets/replay/replay_canvas.h"
#include "widgets/replay/replay_view.h"

#include <QAction>
#include <QFileDialog>

namespace odimo::explorer {

using widgets::ReplaySubject;

namespace {

/// A moment is on the screen within 100 ms.
constexpr int gathering_ms = 50;

} // namespace

widgets::ReplayActions replayActions(const ActionRegistry &actions)
{
    return {.play = &actions.action(ActionId::PlayReplay),
            .first = &actions.action(ActionId::FirstMoment),
            .previous = &actions.action(ActionId::PreviousMoment),
            .next = &actions.action(ActionId::NextMoment),
            .last = &actions.action(ActionId::LastMoment),
            .live = &actions.action(ActionId::FollowReplay),
            .save = &actions.action(ActionId::SaveReplay)};
}

ReplayController::ReplayController(const ReplayParts &parts, const ActionRegistry &actions, widgets::ReplayView &view,
                                   QObject *parent)
    : QObject(parent), m_parts(parts), m_view(view)
{
    m_changes.setSingleShot(true);
    m_changes.setInterval(gathering_ms);
    connect(&m_changes, &QTimer::timeout, this, &ReplayController::show);
    connect(&parts.projects, &ProjectController::opened, this, &ReplayController::open);
    connect(&parts.projects, &ProjectController::closed, this, &ReplayController::show);
    connect(&parts.projects, &ProjectController::runChanged, this, &ReplayController::showLater);
    connect(&parts.projects, &ProjectController::epochsChanged, this, &ReplayController::showChannelsOnce);
    connect(&parts.projects, &ProjectController::epochsChanged, this, &ReplayController::showLater);
    connect(&parts.projects, &ProjectController::frontsChanged, this, &ReplayController::showLater);
    connect(&parts.projects, &ProjectController::namesChanged, this, &ReplayController::showLater);
    connect(&parts.exploration, &ExplorationController::stateChanged, this, &ReplayController::showLater);
    connect(&parts.selection, &SelectionModel::runChanged, this, &ReplayController::show);
    connect(&view, &widgets::ReplayView::subjectChanged, this, &ReplayController::show);
    connect(&view, &widgets::ReplayView::subjectChosen, this, [this] { m_isChosen = true; });
    connect(&view, &widgets::ReplayView::shown, this, [this] {
        if (m_isOutdated)
            show();
    });
    connect(&actions.action(ActionId::SaveReplay), &QAction::triggered, this, &ReplayController::chooseFolder);
}

/// What there is to replay; the channels as soon as some have moved.
void ReplayController::open()
{
    m_isChosen = false;
    m_view.setSubject(hasMovedChannels(*m_parts.projects.project()) ? ReplaySubject::Channels : ReplaySubject::Front);
    show();
}

void ReplayController::showChannelsOnce()
{
    if (m_isChosen || m_view.subject() == ReplaySubject::Channels || !hasMovedChannels(*m_parts.projects.project()))
        return;
    m_isChosen = true; // Whoever returns to the front stays there.
    m_view.setSubject(ReplaySubject::Channels);
}

void ReplayController::showLater()
{
    if (!m_changes.isActive())
        m_changes.start();
}

void ReplayController::show()
{
    const ProjectValues *project = m_parts.projects.project();
    m_isOutdated = project && !m_view.isVisible();
    if (m_isOutdated) {
        m_view.setUsable(true);
        return;
    }
    if (!project)
        m_view.showText(tr("Nothing to replay"), tr("Open a project to see how its front grew."));
    else if (m_view.subject() == ReplaySubject::Channels)
        showChannels(*project);
    else
        showFront(*project);
}

bool ReplayController::isWorking(const ProjectValues &project) const
{
    return project.isExplored || m_parts.exploration.isActive();
}

void ReplayController::showChannels(const ProjectValues &project)
{
    const std::int64_t selected = m_parts.selection.run();
    const project::Run *run = replayedRun(project, selected, m_shownRun);
    const auto values = run ? channelsReplay(project, *run, selected, isWorking(project)) : std::nullopt;
    m_shownRun = values ? run->id : 0;
    if (values) {
        m_view.showReplay(QStringLiteral("run-%1").arg(run->id), *values);
    } else {
        const ReplayObstacle obstacle = obstacleToChannels(project, run);
        m_view.showText(obstacle.title, obstacle.text);
    }
}

void ReplayController::showFront(const ProjectValues &project)
{
    m_shownRun = 0;
    const mapping::Objective objective = m_view.objective();
    if (const auto values = frontReplay(project, objective, isWorking(project))) {
        m_view.showReplay(QStringLiteral("front-") + QLatin1String(mapping::objectiveName(objective)), *values);
    } else {
        const ReplayObstacle obstacle = obstacleToFront();
        m_view.showText(obstacle.title, obstacle.text);
    }
}

void ReplayController::chooseFolder()
{
    const QString folder = QFileDialog::getExistingDirectory(&m_view, tr("Folder for the Pictures of the Replay"));
    if (!folder.isEmpty())
        save(folder);
}

void ReplayController::save(const QString &folder)
{
    const ProjectValues *project = m_parts.projects.project();
    if (!project || m_view.values().count() == 0)
        return;
    const Origin source{.project = projectPath(project->path), .view = "replay", .run = m_shownRun};
    m_parts.background.run(
        *this,
        [source, values = m_view.values(), font = m_view.font(), palette = m_view.palette(), folder,
         name = m_view.key()] { return writePictures(values, font, palette, folder.toStdString(), name, source); },
        [this, folder](int written) { emit saved(tr("Pictures written into %1: %2").arg(folder).arg(written)); },
        [this](const QString &message) { emit failed(message); });
}

} // namespace odimo::explorer
