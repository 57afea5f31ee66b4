// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/drop_controller.h"

#include "app/explorer/exploration/exploration_controller.h"
#include "app/explorer/exploration/project_opener.h"
#include "app/explorer/figures/figure_opener.h"
#include "app/explorer/project/project_controller.h"
#include "app/explorer/project_views.h"
#include "app/explorer/run_views.h"
#include "app/explorer/setup/setup_presenter.h"
#include "app/explorer/shell/drop_target.h"

namespace odimo::explorer {

DropController::DropController(DropTarget &target, const DropParts &parts, QObject *parent)
    : QObject(parent), m_target(target), m_parts(parts)
{
    connect(&target, &DropTarget::dropped, this, &DropController::use);
    connect(&parts.projects, &ProjectController::opened, this, &DropController::followProject);
    connect(&parts.projects, &ProjectController::closed, this, &DropController::followProject);
    connect(&parts.exploration, &ExplorationController::stateChanged, this, &DropController::followExploration);
}

void DropController::followProject() { m_target.setComparable(m_parts.projects.project() != nullptr); }

void DropController::followExploration()
{
    m_target.setObstacle(m_parts.exploration.isActive() ? tr("An exploration is running. Stop it first.") : QString());
}

void DropController::use(const DroppedFile &file)
{
    switch (file.use) {
    case DroppedFile::Use::None:
        return;
    case DroppedFile::Use::Project:
        return m_parts.opener.open(file.path);
    case DroppedFile::Use::Comparison:
        return m_parts.views.ofRuns().compareWith(file.path.toStdString());
    case DroppedFile::Use::Network:
        return m_parts.setup.fill(&widgets::SetupFields::network, file.path);
    case DroppedFile::Use::Data:
        return m_parts.setup.fill(&widgets::SetupFields::data, file.path);
    case DroppedFile::Use::Figure:
        return m_parts.views.figures().show(file.source);
    }
}

} // namespace odimo::explorer
