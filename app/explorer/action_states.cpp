// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/action_states.h"

#include "app/explorer/exploration/exploration_controller.h"
#include "app/explorer/exploration/project_follower.h"
#include "app/explorer/project/project_controller.h"
#include "app/explorer/setup/setup_controller.h"
#include "app/explorer/shell/action_registry.h"
#include "widgets/base/icons.h"

#include <QAction>

#include <algorithm>

namespace odimo::explorer {

ActionStates::ActionStates(const ActionRegistry &actions, const ProjectController &projects,
                           const SetupController &setup, const ExplorationController &exploration,
                           const ProjectFollower &follower, QObject *parent)
    : QObject(parent), m_actions(actions), m_projects(projects), m_setup(setup), m_exploration(exploration),
      m_follower(follower)
{
    connect(&follower, &ProjectFollower::followsChanged, this, &ActionStates::update);
    connect(&projects, &ProjectController::opened, this, &ActionStates::update);
    connect(&projects, &ProjectController::openFailed, this, &ActionStates::update);
    connect(&projects, &ProjectController::closed, this, &ActionStates::update);
    connect(&projects, &ProjectController::runChanged, this, &ActionStates::update);
    connect(&setup, &SetupController::checked, this, &ActionStates::update);
    connect(&exploration, &ExplorationController::stateChanged, this, &ActionStates::update);
    update();
}

void ActionStates::update()
{
    const bool isActive = m_exploration.isActive();
    const ExplorationController::State state = m_exploration.state();
    const bool isPaused = state == ExplorationController::State::Paused;
    const bool canPause = isPaused || state == ExplorationController::State::Running;
    updateStart();
    m_actions.action(ActionId::Pause).setEnabled(canPause);
    m_actions.action(ActionId::Pause).setChecked(isPaused);
    m_actions.action(ActionId::Pause).setText(isPaused ? tr("&Resume") : tr("&Pause"));
    m_actions.action(ActionId::Pause)
        .setIcon(widgets::themedIcon(isPaused ? QStringLiteral("start") : QStringLiteral("pause")));
    m_actions.action(ActionId::Stop).setEnabled(canPause);
    m_actions.action(ActionId::FinishRuns).setEnabled(!isActive && !m_follower.follows() && hasUnfinishedRuns());
    m_actions.action(ActionId::CloseProject).setEnabled(!isActive && m_projects.project());
    for (const ActionId id : {ActionId::OpenProject, ActionId::OpenSample, ActionId::ChooseNetwork})
        m_actions.action(id).setEnabled(!isActive);
}

void ActionStates::updateStart()
{
    QAction &start = m_actions.action(ActionId::Start);
    const QString obstacle = m_exploration.isActive() ? tr("An exploration is running")
                             : m_follower.follows()   ? tr("Another program explores this project")
                                                      : m_setup.obstacle();
    start.setEnabled(obstacle.isEmpty());
    start.setToolTip(obstacle.isEmpty() ? start.statusTip() : obstacle);
}

bool ActionStates::hasUnfinishedRuns() const
{
    const ProjectValues *project = m_projects.project();
    return project && std::ranges::any_of(project->runs, [](const project::Run &run) {
               return run.status != project::RunStatus::Done;
           });
}

} // namespace odimo::explorer
