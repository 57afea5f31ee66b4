// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace odimo::explorer {

class ActionRegistry;
class ExplorationController;
class ProjectController;
class ProjectFollower;
class SetupController;

/// Enables the actions that can be used now, and says in a tool tip why an exploration cannot be started.
class ActionStates : public QObject {
    Q_OBJECT

public:
    ActionStates(const ActionRegistry &actions, const ProjectController &projects, const SetupController &setup,
                 const ExplorationController &exploration, const ProjectFollower &follower, QObject *parent = nullptr);

private:
    void update();
    void updateStart();
    bool hasUnfinishedRuns() const;

    const ActionRegistry &m_actions;
    const ProjectController &m_projects;
    const SetupController &m_setup;
    const ExplorationController &m_exploration;
    const ProjectFollower &m_follower;
};

} // namespace odimo::explorer
