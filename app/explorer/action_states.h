// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace odimo::explorer {

class ActionRegistry;
class EditHistory;
class NetworkPreview;
class ExplorationController;
class ProjectController;
class ProjectFollower;
class SelectionModel;
class SetupController;
class SteeringController;
class ViewHistory;

struct ActionContext;

/// What the actions depend on.
struct ActionSources {
    const ProjectController &projects;
    const SetupController &setup;
    const NetworkPreview &preview;
    const ExplorationController &exploration;
    const ProjectFollower &follower;
    const SelectionModel &selection;
    const SteeringController &steering;
    const EditHistory &edits;
    const ViewHistory &history;
};

/// Tells the actions, at every change, what the window is about.
class ActionStates : public QObject {
    Q_OBJECT

public:
    ActionStates(ActionRegistry &actions, const ActionSources &sources, QObject *parent = nullptr);

private:
    void update();
    ActionContext context() const;
    void showPause(bool isPaused);
    void showRetry(bool isExploring);

    ActionRegistry &m_actions;
    ActionSources m_sources;
};

} // namespace odimo::explorer
