// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/explorer/project/project_values.h"

#include <QObject>
#include <QTimer>

namespace odimo::widgets {
class ReplayView;
struct ReplayActions;
struct ReplayValues;
} // namespace odimo::widgets

namespace odimo::explorer {

class ActionRegistry;
class Background;
class ExplorationController;
class ProjectController;
class SelectionModel;

/// The actions of the view from the table of actions.
widgets::ReplayActions replayActions(const ActionRegistry &actions);

/// What the controller works with.
struct ReplayParts {
    ProjectController &projects;
    SelectionModel &selection;
    ExplorationController &exploration;
    Background &background;
};

/// Keeps the replay equal to the project: of the search of the selected run, or of the front. What the view does not
/// show is made when it does.
class ReplayController : public QObject {
    Q_OBJECT

public:
    ReplayController(const ReplayParts &parts, const ActionRegistry &actions, widgets::ReplayView &view,
                     QObject *parent = nullptr);

    /// Writes the moments as pictures into the folder, in the background; saved() or failed() follows.
    void save(const QString &folder);

signals:
    void saved(const QString &text);
    void failed(const QString &message);

private:
    void open();
    void showLater();
    void show();
    void showChannels(const ProjectValues &project);
    void showFront(const ProjectValues &project);
    void showChannelsOnce();
    bool isWorking(const ProjectValues &project) const;
    void chooseFolder();

    ReplayParts m_parts;
    widgets::ReplayView &m_view;
    std::int64_t m_shownRun = 0; ///< Whose channels are.
    QTimer m_changes;            ///< Several are shown at once.
    bool m_isChosen = false;     ///< The user has said what is replayed.
    bool m_isOutdated = true;    ///< The view is hidden, and something has changed.
};

} // namespace odimo::explorer
