// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/setup/setup_fields.h"

#include <QObject>

class QWidget;

namespace odimo::widgets {
class SetupPanel;
}

namespace odimo::explorer {

class DockLayout;
class ExplorationController;
class ProjectController;
class ProjectOpener;
class SetupController;

/// Fills the setup: with files that the user chooses, and with the open project, so that an exploration that is started
/// goes on in it; a copy of the sample is never written to.
class SetupPresenter : public QObject {
    Q_OBJECT

public:
    /// `window` is the parent of dialogs.
    SetupPresenter(widgets::SetupPanel &panel, SetupController &controller, ProjectController &projects,
                   const ProjectOpener &opener, const ExplorationController &exploration, DockLayout &docks,
                   QWidget &window, QObject *parent = nullptr);

    void chooseNetwork();
    /// Writes a chosen path into a field; does nothing if it is empty.
    void fill(QString widgets::SetupFields::*field, const QString &path);
    /// Does nothing while an exploration is running.
    void showProject();

signals:
    /// The fields are those of the open project.
    void projectShown();

private:
    void connectBrowsing();
    void followExploration();
    void showStarts();

    widgets::SetupPanel &m_panel;
    SetupController &m_controller;
    ProjectController &m_projects;
    const ProjectOpener &m_opener;
    const ExplorationController &m_exploration;
    DockLayout &m_docks;
    QWidget &m_window;
};

} // namespace odimo::explorer
