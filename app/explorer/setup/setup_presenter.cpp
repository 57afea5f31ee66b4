// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/setup/setup_presenter.h"

#include "app/explorer/exploration/exploration_controller.h"
#include "app/explorer/exploration/project_opener.h"
#include "app/explorer/project/presentation.h"
#include "app/explorer/project/project_controller.h"
#include "app/explorer/setup/setup_controller.h"
#include "app/explorer/setup/setup_settings.h"
#include "app/explorer/shell/dock_layout.h"
#include "core/platform/platform_files.h"
#include "widgets/setup/setup_panel.h"

#include <QFileDialog>

namespace odimo::explorer {

SetupPresenter::SetupPresenter(widgets::SetupPanel &panel, SetupController &controller, ProjectController &projects,
                               const ProjectOpener &opener, const ExplorationController &exploration, DockLayout &docks,
                               QWidget &window, QObject *parent)
    : QObject(parent), m_panel(panel), m_controller(controller), m_projects(projects), m_opener(opener),
      m_exploration(exploration), m_docks(docks), m_window(window)
{
    connect(&projects, &ProjectController::opened, this, &SetupPresenter::showProject);
    connect(&projects, &ProjectController::frontsChanged, this, &SetupPresenter::showStarts);
    connect(&projects, &ProjectController::namesChanged, this, &SetupPresenter::showStarts);
    connect(&projects, &ProjectController::closed, this, &SetupPresenter::showStarts);
    connect(&projects, &ProjectController::closed, this, [this] { m_controller.setOpenProject(std::nullopt); });
    connect(&exploration, &ExplorationController::stateChanged, this, &SetupPresenter::followExploration);
    m_panel.setRunning(exploration.isActive());
    connectBrowsing();
}

void SetupPresenter::followExploration()
{
    m_panel.setRunning(m_exploration.isActive());
    if (m_exploration.isActive())
        m_controller.stopTiming();
    else
        m_controller.checkAgain(); // The project file has become free, and steps were timed.
}

void SetupPresenter::connectBrowsing()
{
    connect(&m_panel, &widgets::SetupPanel::browseNetworkRequested, this, &SetupPresenter::chooseNetwork);
    connect(&m_panel, &widgets::SetupPanel::browseDataFolderRequested, this, [this] {
        fill(&widgets::SetupFields::data, QFileDialog::getExistingDirectory(&m_window, tr("Folder of data")));
    });
    connect(&m_panel, &widgets::SetupPanel::browseDataFileRequested, this, [this] {
        fill(&widgets::SetupFields::data,
             QFileDialog::getOpenFileName(&m_window, tr("File of data"), {},
                                          tr("Data (*.tar.gz *.tgz *.tar *.zip *.npz);;All files (*)")));
    });
    connect(&m_panel, &widgets::SetupPanel::browseProjectRequested, this, [this] {
        fill(&widgets::SetupFields::project,
             QFileDialog::getSaveFileName(&m_window, tr("Project file"), m_panel.fields().project, projectFilter(),
                                          nullptr, QFileDialog::DontConfirmOverwrite));
    });
}

void SetupPresenter::chooseNetwork()
{
    fill(&widgets::SetupFields::network,
         QFileDialog::getOpenFileName(&m_window, tr("Network"), {}, tr("ONNX networks (*.onnx)")));
}

void SetupPresenter::fill(QString widgets::SetupFields::*field, const QString &path)
{
    if (path.isEmpty())
        return;
    m_panel.setField(field, path);
    m_docks.showSetup();
}

void SetupPresenter::showProject()
{
    if (m_exploration.isActive())
        return;
    const ProjectValues &project = *m_projects.project();
    widgets::SetupFields fields = fieldsOf(project.settings, m_panel.fields());
    fields.network = QString::fromStdString(project.setup.networkName);
    fields.data = QString::fromStdString(project.setup.data);
    if (const auto like = platform::platformLike(project.setup.platform, fields.platform.toStdString()))
        fields.platform = QString::fromStdString(*like); // Projects of earlier versions are those of another name now.
    const bool isSample = m_opener.isSample(project.path);
    fields.project = QString::fromStdString(project.path.string());
    showStarts();
    m_controller.setUntrustedFiles(isSample ? QStringList() : filesNamedBy(fields));
    m_controller.setOpenProject(isSample ? std::nullopt : std::optional(fields));
    fields.project.clear(); // Proposed, until the fields are about something else.
    m_panel.setFields(fields);
    emit projectShown();
}

/// The mappings of the project that the exploration would extend.
void SetupPresenter::showStarts()
{
    const ProjectValues *project = m_projects.project();
    const bool isExtended = project && !m_opener.isSample(project->path);
    m_panel.setStarts(isExtended ? startChoices(*project) : std::vector<widgets::StartChoice>());
}

} // namespace odimo::explorer
