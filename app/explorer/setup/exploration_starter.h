// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/host/plan/settings.h"

#include <QCoreApplication>

#include <vector>

namespace odimo::widgets {
class MessageBar;
class SetupPanel;
} // namespace odimo::widgets

namespace odimo::explorer {

class DockLayout;
class ExplorationController;
class ProjectController;
class SetupController;
class SetupPresenter;
class UserSettings;

/// What an exploration is started from, and where it is said why it cannot be.
struct ExplorationStart {
    ExplorationController &exploration;
    ProjectController &projects;
    SetupController &setup;
    SetupPresenter &setupPresenter;
    UserSettings &userSettings;
    widgets::SetupPanel &panel;
    widgets::MessageBar &message;
    DockLayout &docks;
};

/// Starts explorations: the one that is set up, or what is left of that of the open project.
class ExplorationStarter {
    Q_DECLARE_TR_FUNCTIONS(odimo::explorer::ExplorationStarter)

public:
    explicit ExplorationStarter(const ExplorationStart &start) : m_start(start) {}

    /// Does nothing unless the setup has been found sound.
    void start();
    /// Asks first whether files that the project names may be read.
    void finishRuns();
    /// Likewise; measures mappings in the open project. False if it asks first.
    bool measure(std::vector<host::ChosenMapping> chosen);

private:
    bool mayRead();

    ExplorationStart m_start;
};

} // namespace odimo::explorer
