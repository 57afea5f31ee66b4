// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/action_states.h"

#include "app/explorer/base/selection_model.h"
#include "app/explorer/exploration/exploration_controller.h"
#include "app/explorer/exploration/project_follower.h"
#include "app/explorer/project/project_controller.h"
#include "app/explorer/setup/network_preview.h"
#include "app/explorer/setup/setup_controller.h"
#include "app/explorer/shell/action_context.h"
#include "app/explorer/shell/action_registry.h"
#include "app/explorer/shell/edit_history.h"
#include "app/explorer/shell/view_history.h"
#include "app/explorer/steering/steering_controller.h"
#include "widgets/base/icons.h"

#include <QAction>

#include <algorithm>

namespace odimo::explorer {

namespace {

bool hasUnfinishedRuns(const ProjectValues &project)
{
    return std::ranges::any_of(project.runs,
                               [](const project::Run &run) { return run.status != project::RunStatus::Done; });
}

} // namespace

ActionStates::ActionStates(ActionRegistry &actions, const ActionSources &sources, QObject *parent)
    : QObject(parent), m_actions(actions), m_sources(sources)
{
    connect(&sources.follower, &ProjectFollower::followsChanged, this, &ActionStates::update);
    connect(&sources.projects, &ProjectController::opened, this, &ActionStates::update);
    connect(&sources.projects, &ProjectController::openFailed, this, &ActionStates::update);
    connect(&sources.projects, &ProjectController::closed, this, &ActionStates::update);
    connect(&sources.projects, &ProjectController::runChanged, this, &ActionStates::update);
    connect(&sources.setup, &SetupController::checked, this, &ActionStates::update);
    connect(&sources.preview, &NetworkPreview::shownChanged, this, &ActionStates::update);
    connect(&sources.exploration, &ExplorationController::stateChanged, this, &ActionStates::update);
    connect(&sources.selection, &SelectionModel::runChanged, this, &ActionStates::update);
    connect(&sources.selection, &SelectionModel::layerChanged, this, &ActionStates::update);
    connect(&sources.selection, &SelectionModel::comparedRunChanged, this, &ActionStates::update);
    connect(&sources.steering, &SteeringController::predictionChosen, this, &ActionStates::update);
    connect(&sources.edits, &EditHistory::changed, this, &ActionStates::update);
    connect(&sources.history, &ViewHistory::changed, this, &ActionStates::update);
    update();
}

ActionContext ActionStates::context() const
{
    const ExplorationController::State state = m_sources.exploration.state();
    const ProjectValues *project = m_sources.projects.project();
    const project::Run *run = project ? project->find(m_sources.selection.run()) : nullptr;
    using enum project::RunStatus;
    const auto isOneOf = [run](std::initializer_list<project::RunStatus> statuses) {
        return run && std::ranges::find(statuses, run->status) != statuses.end();
    };
    return {.hasProject = project != nullptr,
            .hasPreview = m_sources.preview.isShown(),
            .hasFindings = !m_sources.setup.network().findings.isEmpty(),
            .isExploring = m_sources.exploration.isActive(),
            .canPause = state == ExplorationController::State::Paused || state == ExplorationController::State::Running,
            .follows = m_sources.follower.follows(),
            .isFixed = project && !project->fixedBecause.empty(),
            .hasUnfinishedRuns = project && hasUnfinishedRuns(*project),
            .hasRun = run != nullptr,
            .hasMapping = run && run->mapping,
            .hasPoint = run ? run->mapping.has_value() : project && m_sources.steering.chosenMapping(),
            .isMeasured = run && run->mapping && run->test(),
            .isTuned = run && run->mapping && run->test() &&
                       run->test()->phase == protocol::nameOf(protocol::TaskKind::Finetune),
            .isInQueue = isOneOf({Queued, Running, Paused}),
            .canRetry = isOneOf({Failed, Stopped}),
            .isDone = isOneOf({Done}),
            .hasLayer = project && !m_sources.selection.layer().isEmpty(),
            .hasOtherRun = project && project->find(m_sources.selection.comparedRun()),
            .canUndo = m_sources.edits.stack().canUndo(),
            .canRedo = m_sources.edits.stack().canRedo(),
            .canGoBack = project && m_sources.history.canGoBack(),
            .canGoForward = project && m_sources.history.canGoForward(),
            .setupObstacle = m_sources.setup.obstacle()};
}

void ActionStates::update()
{
    showRetry(m_sources.exploration.isActive());
    m_actions.update(context());
    showPause(m_sources.exploration.state() == ExplorationController::State::Paused);
}

/// Where no exploration runs, the project is gone on with as a whole; that must be said before.
void ActionStates::showRetry(bool isExploring)
{
    QAction &retry = m_actions.action(ActionId::RetryRun);
    retry.setText(isExploring ? tr("Retr&y Run") : tr("Retr&y All Unfinished Runs"));
    const QString tip = isExploring ? tr("Try the selected run again, which has failed or was stopped")
                                    : tr("Go on with all stopped runs of this project, and try the failed ones again");
    retry.setStatusTip(tip);
    retry.setWhatsThis(tip);
}

void ActionStates::showPause(bool isPaused)
{
    QAction &pause = m_actions.action(ActionId::Pause);
    pause.setChecked(isPaused);
    pause.setText(isPaused ? tr("&Resume") : tr("&Pause"));
    pause.setIcon(widgets::themedIcon(isPaused ? QStringLiteral("start") : QStringLiteral("pause")));
}

} // namespace odimo::explorer
