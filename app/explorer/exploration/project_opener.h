// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/explorer/project/sample.h"

#include <QObject>

#include <filesystem>

class QMenu;
class QWidget;

namespace odimo::widgets {
class MessageBar;
class StartPage;
} // namespace odimo::widgets

namespace odimo::explorer {

class ExplorationController;
class ProjectController;
class UserSettings;

/// Where projects are offered, and where it is said that one cannot be opened.
struct ProjectOpenerViews {
    widgets::MessageBar &message;
    widgets::StartPage &startPage;
    QMenu &recentMenu;
    QWidget &window; ///< The parent of dialogs.
};

/// Opens projects that the user chooses, the recent ones, which it remembers, and copies of the sample.
class ProjectOpener : public QObject {
    Q_OBJECT

public:
    ProjectOpener(ProjectController &projects, const ExplorationController &exploration, UserSettings &userSettings,
                  const ProjectOpenerViews &views, QObject *parent = nullptr);

    void choose();
    void open(const QString &path);
    void openSample();
    /// True for a copy of the sample, which is never explored on.
    bool isSample(const std::filesystem::path &path) const { return m_samples.contains(path); }

private:
    void remember();
    void tellOfTheFile();
    void rememberFront();
    void showRecent();
    void updateMenu();

    ProjectController &m_projects;
    const ExplorationController &m_exploration;
    UserSettings &m_userSettings;
    ProjectOpenerViews m_views;
    SampleCopies m_samples;
};

/// For file dialogs: "ODiMO projects (*.odimo)".
QString projectFilter();

} // namespace odimo::explorer
