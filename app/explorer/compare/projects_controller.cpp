// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/compare/projects_controller.h"

#include "app/explorer/base/user_settings.h"
#include "app/explorer/compare/compare_presentation.h"
#include "app/explorer/compare/compared_projects.h"
#include "app/explorer/project/project_controller.h"
#include "widgets/base/action_obstacle.h"
#include "widgets/base/format.h"
#include "widgets/base/message_bar.h"
#include "widgets/compare/projects_view.h"

#include <QAction>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>

namespace odimo::explorer {

ProjectsController::ProjectsController(const ProjectsParts &parts, QObject *parent)
    : QObject(parent), m_parts(parts), m_recent(std::make_unique<QMenu>())
{
    connect(&parts.projects, &ProjectController::opened, this, &ProjectsController::show);
    connect(&parts.projects, &ProjectController::closed, this, &ProjectsController::show);
    connect(&parts.projects, &ProjectController::frontsChanged, this, &ProjectsController::show);
    connect(&parts.projects, &ProjectController::namesChanged, this, &ProjectsController::show);
    connect(&parts.compared, &ComparedProjects::changed, this, [this] {
        if (!m_parts.compared.isEmpty())
            m_parts.userSettings.addRecentProject(
                QString::fromStdString(m_parts.compared.others().back()->path.string()));
        show();
    });
    connect(&parts.compared, &ComparedProjects::failed, this,
            [this](const QString &message) { m_parts.message.showError(widgets::sentence(message)); });
    connect(&parts.compare, &QAction::triggered, this, &ProjectsController::choose);
    connect(&parts.close, &QAction::triggered, &parts.compared, &ComparedProjects::closeLast);
    connect(m_recent.get(), &QMenu::aboutToShow, this, &ProjectsController::fillRecent);
    parts.view.offer(parts.compare);
    parts.view.offerRecent(*m_recent);
    parts.view.offer(parts.close);
    show();
}

ProjectsController::~ProjectsController() = default;

void ProjectsController::choose()
{
    const QString path =
        QFileDialog::getOpenFileName(&m_parts.view, tr("Compare with a project"), {}, tr("ODiMO projects (*.odimo)"));
    if (!path.isEmpty())
        open(path.toStdString());
}

void ProjectsController::open(const std::filesystem::path &path)
{
    m_parts.message.hide();
    emit wanted();
    m_parts.compared.open(std::filesystem::absolute(path));
}

void ProjectsController::fillRecent()
{
    m_recent->clear();
    const ProjectValues *project = m_parts.projects.project();
    for (const QString &path : m_parts.userSettings.recentProjects()) {
        if (project && path == QString::fromStdString(project->path.string()))
            continue;
        QAction *action =
            m_recent->addAction(QFileInfo(path).fileName(), this, [this, path] { open(path.toStdString()); });
        action->setStatusTip(path);
        action->setToolTip(path);
        action->setEnabled(QFileInfo::exists(path));
    }
    if (m_recent->isEmpty())
        m_recent->addAction(tr("No other project was opened before"))->setEnabled(false);
}

/// The open one first.
std::vector<const ProjectValues *> ProjectsController::compared() const
{
    std::vector<const ProjectValues *> all{m_parts.projects.project()};
    for (const std::shared_ptr<const ProjectValues> &other : m_parts.compared.others())
        all.push_back(other.get());
    return all;
}

void ProjectsController::show()
{
    const ProjectValues *project = m_parts.projects.project();
    const bool isAlone = m_parts.compared.isEmpty();
    widgets::setObstacle(m_parts.close, !isAlone ? QString() : tr("The open project is compared with no other"));
    if (!project)
        m_parts.view.showText(tr("Nothing to compare"), tr("Open a project first."));
    else if (isAlone)
        m_parts.view.showText(tr("No other project"),
                              tr("Choose a project to compare with the open one: the front of both together, whose "
                                 "mappings beat the other's, and settings that differ. One can be dropped on the "
                                 "right half of the window, too; a third one and more come to it."));
    else
        m_parts.view.showProjects(projectsValues(compared()));
}

} // namespace odimo::explorer
