// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/compare/compare_values.h"

#include <QObject>

#include <filesystem>
#include <memory>

class QAction;
class QMenu;

namespace odimo::widgets {
class MessageBar;
class ProjectsView;
} // namespace odimo::widgets

namespace odimo::explorer {

class ComparedProject;
class ProjectController;
class UserSettings;

/// What the comparison of projects touches.
struct ProjectsParts {
    const ProjectController &projects;
    ComparedProject &other;
    UserSettings &userSettings;
    widgets::ProjectsView &view;
    widgets::MessageBar &message;
    QAction &compare; ///< Asks for a project; its menu has the recent ones.
    QAction &close;
};

/// Asks for the second project, offers the recent ones, and keeps the view equal to both.
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
    void fillRecent();

    ProjectsParts m_parts;
    std::unique_ptr<QMenu> m_recent;
};

} // namespace odimo::explorer
