// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/explorer/project/project_values.h"

#include <QObject>

#include <filesystem>
#include <memory>
#include <vector>

class QAction;
class QMenu;

namespace odimo::widgets {
class MessageBar;
class ProjectsView;
} // namespace odimo::widgets

namespace odimo::explorer {

class ComparedProjects;
class ProjectController;
class UserSettings;

/// What the comparison of projects touches.
struct ProjectsParts {
    const ProjectController &projects;
    ComparedProjects &compared;
    UserSettings &userSettings;
    widgets::ProjectsView &view;
    widgets::MessageBar &message;
    QAction &compare; ///< Asks for a project; its menu has the recent ones.
    QAction &close;
};

/// Asks for projects to compare with the open one, offers the recent ones, and keeps the view equal to all of them.
class ProjectsController : public QObject {
    Q_OBJECT

public:
    explicit ProjectsController(const ProjectsParts &parts, QObject *parent = nullptr);
    ~ProjectsController() override;

    /// Asks for a file.
    void choose();
    void open(const std::filesystem::path &path);

signals:
    /// A project is about to be compared: the view should be seen.
    void wanted();

private:
    void show();
    std::vector<const ProjectValues *> compared() const;
    void fillRecent();

    ProjectsParts m_parts;
    std::unique_ptr<QMenu> m_recent;
};

} // namespace odimo::explorer
