// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/setup/exploration_starter.h"

#include "app/explorer/base/user_settings.h"
#include "app/explorer/exploration/exploration_controller.h"
#include "app/explorer/project/project_controller.h"
#include "app/explorer/setup/setup_controller.h"
#include "app/explorer/setup/setup_presenter.h"
#include "app/explorer/setup/setup_settings.h"
#include "app/explorer/shell/dock_layout.h"
#include "widgets/base/message_bar.h"
#include "widgets/setup/setup_panel.h"

namespace odimo::explorer {

void ExplorationStarter::start()
{
    const std::optional<host::Settings> settings = m_start.setup.settings(); // A copy: closing a project changes it.
    if (!settings)
        return;
    m_start.message.hide();
    const widgets::SetupFields fields = m_start.panel.fields();
    m_start.userSettings.allowReading(filesNamedBy(fields)); // Whoever starts it has chosen them.
    if (!m_start.projects.shows(fields.project.toStdString()))
        m_start.projects.close(); // What is shown from now on is the new one.
    m_start.exploration.start(fields.project.toStdString(), *settings);
}

void ExplorationStarter::finishRuns()
{
    const ProjectValues *project = m_start.projects.project();
    if (!project || !mayRead())
        return;
    host::Settings settings;
    settings.resume = true; // All else is taken from the project.
    settings.executors = executorsOf(m_start.panel.fields());
    m_start.exploration.start(project->path, settings);
}

bool ExplorationStarter::measure(std::vector<host::ChosenMapping> chosen)
{
    const ProjectValues *project = m_start.projects.project();
    if (!project || !mayRead())
        return false;
    host::Settings settings;
    settings.chosen = std::move(chosen);
    settings.executors = executorsOf(m_start.panel.fields());
    m_start.exploration.start(project->path, settings);
    return true;
}

bool ExplorationStarter::mayRead()
{
    if (!m_start.setup.needsPermission())
        return true;
    m_start.docks.showSetup();
    m_start.message.showInformation(
        tr("To finish or measure runs, first allow in the setup that the files named by the project are read."));
    m_start.setupPresenter.showProject();
    return false;
}

} // namespace odimo::explorer
