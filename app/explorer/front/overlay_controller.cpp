// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/front/overlay_controller.h"

#include "app/explorer/base/background.h"
#include "app/explorer/exploration/project_opener.h"
#include "app/explorer/front/front_presentation.h"
#include "app/explorer/project/project_controller.h"
#include "core/base/error.h"
#include "core/host/front/comparable.h"
#include "widgets/base/action_obstacle.h"
#include "widgets/base/message_bar.h"
#include "widgets/front/front_panel.h"

#include <QAction>
#include <QFileDialog>

#include <algorithm>
#include <utility>

namespace odimo::explorer {

namespace {

widgets::OverlayFront readOverlay(const std::filesystem::path &path, const project::Setup &shown)
{
    const ProjectValues project = readProject(path);
    if (const std::optional<std::string> reason = host::whyNotComparable(shown, project.setup))
        throw Error(path.filename().string() + " cannot be laid behind this front: " + *reason);
    return {.name = QString::fromStdString(path.stem().string()), .fronts = frontSet(project)};
}

} // namespace

OverlayController::OverlayController(ProjectController &projects, Background &background, const OverlayViews &views,
                                     QObject *parent)
    : QObject(parent), m_projects(projects), m_background(background), m_views(views)
{
    connect(&projects, &ProjectController::opened, this, &OverlayController::followProject);
    connect(&projects, &ProjectController::closed, this, &OverlayController::followProject);
    connect(&views.overlay, &QAction::triggered, this, &OverlayController::choose);
    connect(&views.remove, &QAction::triggered, this, &OverlayController::removeAll);
    show();
}

void OverlayController::followProject()
{
    const ProjectValues *project = m_projects.project();
    const std::filesystem::path path = project ? project->path : std::filesystem::path();
    if (std::exchange(m_behind, path) != path)
        removeAll();
}

void OverlayController::choose()
{
    const QString path = QFileDialog::getOpenFileName(&m_views.panel, tr("Overlay a project"), {}, projectFilter());
    if (!path.isEmpty())
        add(path.toStdString());
}

void OverlayController::add(const std::filesystem::path &path)
{
    const ProjectValues *project = m_projects.project();
    if (!project)
        return;
    m_background.run(
        *this, [path, setup = project->setup] { return readOverlay(path, setup); },
        [this, behind = m_behind](const widgets::OverlayFront &overlay) {
            if (behind == m_behind)
                take(overlay);
        },
        [this](const QString &message) { m_views.message.showError(widgets::sentence(message)); });
}

/// A project that is there already is read anew.
void OverlayController::take(const widgets::OverlayFront &overlay)
{
    m_views.message.hide();
    const auto same = std::ranges::find(m_overlays, overlay.name, &widgets::OverlayFront::name);
    if (same == m_overlays.end())
        m_overlays.push_back(overlay);
    else
        *same = overlay;
    show();
}

void OverlayController::removeAll()
{
    m_overlays.clear();
    show();
}

void OverlayController::show()
{
    m_views.panel.setOverlays(m_overlays);
    widgets::setObstacle(m_views.remove, m_overlays.empty() ? tr("No other project is overlaid") : QString());
}

} // namespace odimo::explorer
