// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/exploration/project_opener.h"

#include "app/explorer/base/remedy_words.h"
#include "app/explorer/base/user_settings.h"
#include "app/explorer/exploration/exploration_controller.h"
#include "app/explorer/project/presentation.h"
#include "app/explorer/project/project_controller.h"
#include "core/base/files.h"
#include "widgets/base/format.h"
#include "widgets/base/message_bar.h"
#include "widgets/setup/start_page.h"

#include <QAction>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>

namespace odimo::explorer {

ProjectOpener::ProjectOpener(ProjectController &projects, const ExplorationController &exploration,
                             UserSettings &userSettings, const ProjectOpenerViews &views, QObject *parent)
    : QObject(parent), m_projects(projects), m_exploration(exploration), m_userSettings(userSettings), m_views(views)
{
    connect(&projects, &ProjectController::opened, this, &ProjectOpener::remember);
    connect(&projects, &ProjectController::opened, this, &ProjectOpener::tellOfTheFile);
    connect(&projects, &ProjectController::openFailed, this,
            [this](const QString &message) { m_views.message.showError(widgets::sentence(message)); });
    connect(&exploration, &ExplorationController::stateChanged, this, &ProjectOpener::updateMenu);
    connect(&views.startPage, &widgets::StartPage::openRequested, this, &ProjectOpener::open);
    connect(&projects, &ProjectController::frontsChanged, this, &ProjectOpener::rememberFront);
    showRecent();
}

void ProjectOpener::choose()
{
    const QString path = QFileDialog::getOpenFileName(&m_views.window, tr("Open a project"), {}, projectFilter());
    if (!path.isEmpty())
        open(path);
}

void ProjectOpener::open(const QString &path)
{
    m_views.message.hide();
    m_projects.open(QFileInfo(path).absoluteFilePath().toStdString());
}

void ProjectOpener::openSample()
{
    try {
        m_views.message.hide();
        m_projects.open(m_samples.make(executableFolder()));
    } catch (const std::exception &error) {
        m_views.message.showError(messageOf(error));
    }
}

/// What is special about the file that is open now.
void ProjectOpener::tellOfTheFile()
{
    const ProjectValues &project = *m_projects.project();
    if (project.checked && !project.checked->empty())
        m_views.message.showError(tr("%1. `odimo project rescue` copies what is whole into a new project.")
                                      .arg(QString::fromStdString(*project.checked)));
    else if (!project.fixedBecause.empty())
        m_views.message.showInformation(
            tr("%1. It can be looked at, not changed.").arg(QString::fromStdString(project.fixedBecause)));
    else if (!project.upgrade.empty() && !isSample(project.path))
        m_views.message.showInformation(QString::fromStdString(project.upgrade) + QLatin1Char('.'));
    else if (project.checked)
        m_views.message.showInformation(tr("The program that last wrote this project did not close it. All of the "
                                           "project was checked: it is whole."));
}

void ProjectOpener::remember()
{
    const std::filesystem::path &path = m_projects.project()->path;
    if (isSample(path))
        return;
    m_userSettings.addRecentProject(QString::fromStdString(path.string()));
    rememberFront();
}

void ProjectOpener::rememberFront()
{
    const ProjectValues &project = *m_projects.project();
    if (isSample(project.path))
        return;
    m_userSettings.setFront(QString::fromStdString(project.path.string()),
                            thumbnailOf(project.fronts.latency, mapping::Objective::Latency));
    showRecent();
}

void ProjectOpener::showRecent()
{
    const QStringList paths = m_userSettings.recentProjects();
    std::vector<widgets::RecentProject> recent;
    for (const QString &path : paths)
        recent.push_back({.path = path, .isMissing = !QFileInfo::exists(path), .front = m_userSettings.front(path)});
    m_views.startPage.setRecent(recent);
    m_views.recentMenu.clear();
    for (qsizetype index = 0; index < paths.size(); ++index) {
        QAction *action = m_views.recentMenu.addAction(QFileInfo(paths[index]).fileName(), this,
                                                       [this, path = paths[index]] { open(path); });
        action->setStatusTip(paths[index]);
        action->setEnabled(QFileInfo::exists(paths[index]));
        if (index < 9)
            action->setShortcut(QKeySequence(QStringLiteral("Ctrl+%1").arg(index + 1)));
    }
    updateMenu();
}

void ProjectOpener::updateMenu()
{
    m_views.recentMenu.setEnabled(!m_exploration.isActive() && !m_views.recentMenu.isEmpty());
}

QString projectFilter() { return ProjectOpener::tr("ODiMO projects (*.odimo)"); }

} // namespace odimo::explorer
