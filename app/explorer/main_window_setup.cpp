// SPDX-License-Identifier: GPL-3.0-or-later
// How the window fills in the setup and starts explorations with it.
#include "app/explorer/main_window.h"

#include "app/explorer/presentation.h"
#include "app/explorer/setup_controller.h"
#include "app/explorer/steering_controller.h"
#include "widgets/message_bar.h"
#include "widgets/setup_panel.h"

#include <QDockWidget>

namespace odimo::explorer {

void MainWindow::fillSetup(QString widgets::SetupFields::*field, const QString &path)
{
    if (path.isEmpty())
        return;
    widgets::SetupFields fields = m_setup->fields();
    fields.*field = path;
    m_setup->setFields(fields);
    m_setupDock->show();
    m_setupDock->raise();
}

void MainWindow::startExploration()
{
    if (!m_setupController->settings())
        return;
    m_message->hide();
    m_userSettings.allowReading(filesNamedBy(m_setup->fields())); // Whoever starts it has chosen them.
    m_exploration.start(m_setup->fields().project.toStdString(), *m_setupController->settings());
}

/// So that an exploration that is started now goes on in the open project; a sample is never written to.
void MainWindow::showSetupOfProject()
{
    const ProjectValues &project = *m_projects.project();
    if (m_exploration.isActive())
        return;
    widgets::SetupFields fields = fieldsOf(project.settings, m_setup->fields());
    fields.network = QString::fromStdString(project.setup.networkName);
    fields.data = QString::fromStdString(project.setup.data);
    const bool isSample = m_samples.contains(project.path);
    fields.project = isSample ? QString() : QString::fromStdString(project.path.string());
    showStarts();
    m_setupController->setBroughtFiles(isSample ? QStringList() : filesNamedBy(fields));
    m_setup->setFields(fields);
    m_steeringController->restoreWishes();
}

/// The mappings of the project that the exploration would extend.
void MainWindow::showStarts()
{
    const ProjectValues *project = m_projects.project();
    const bool isExtended = project && !m_samples.contains(project->path);
    m_setup->setStarts(isExtended ? startChoices(*project) : std::vector<widgets::StartChoice>());
}

void MainWindow::finishRuns()
{
    const ProjectValues *project = m_projects.project();
    if (!project)
        return;
    if (m_setupController->mustAsk()) {
        m_setupDock->show();
        m_setupDock->raise();
        m_message->showInformation(
            tr("To finish the runs, first allow in the setup that the files named by the project are read."));
        return showSetupOfProject();
    }
    host::Settings settings;
    settings.resume = true; // All else is taken from the project.
    m_exploration.start(project->path, settings);
}

} // namespace odimo::explorer
