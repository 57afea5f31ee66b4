// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/measure/run_actions.h"

#include "app/explorer/base/selection_model.h"
#include "app/explorer/exploration/exploration_controller.h"
#include "app/explorer/measure/mapping_measurer.h"
#include "app/explorer/measure/run_verifier.h"
#include "app/explorer/project/presentation.h"
#include "app/explorer/project/project_controller.h"
#include "app/explorer/setup/exploration_starter.h"
#include "app/explorer/shell/action_registry.h"
#include "app/explorer/steering/steering_controller.h"

#include <QAction>

namespace odimo::explorer {

RunActions::RunActions(const RunActionParts &parts, QObject *parent) : QObject(parent), m_parts(parts)
{
    const auto onTrigger = [&](ActionId id, void (RunActions::*act)()) {
        connect(&parts.actions.action(id), &QAction::triggered, this, act);
    };
    onTrigger(ActionId::Measure, &RunActions::measure);
    onTrigger(ActionId::FineTune, &RunActions::fineTune);
    onTrigger(ActionId::PinThis, &RunActions::pin);
    onTrigger(ActionId::CancelRun, &RunActions::cancel);
    onTrigger(ActionId::RetryRun, &RunActions::retry);
    connect(&parts.actions.action(ActionId::VerifyRun), &QAction::triggered, this,
            [this] { m_parts.verifier.verify(m_parts.selection.run()); });
}

std::optional<mapping::Mapping> RunActions::chosenMapping() const
{
    const ProjectValues *project = m_parts.projects.project();
    const project::Run *run = project ? project->find(m_parts.selection.run()) : nullptr;
    return run ? run->mapping : m_parts.steering.chosenMapping();
}

QString RunActions::nameOfChosen() const
{
    const ProjectValues *project = m_parts.projects.project();
    const project::Run *run = project ? project->find(m_parts.selection.run()) : nullptr;
    return run ? tr("Run %1 (%2)").arg(run->id).arg(runName(*project, *run)) : tr("The chosen point of the prediction");
}

void RunActions::measure()
{
    if (const std::optional<mapping::Mapping> mapping = chosenMapping())
        m_parts.measurer.measure(*mapping, nameOfChosen());
}

void RunActions::fineTune()
{
    if (const std::optional<mapping::Mapping> mapping = chosenMapping())
        m_parts.measurer.fineTune(*mapping, nameOfChosen());
}

void RunActions::pin()
{
    if (const std::optional<mapping::Mapping> mapping = chosenMapping())
        m_parts.steering.pinMapping(*mapping, m_parts.selection.layer());
}

void RunActions::cancel() { m_parts.exploration.request(host::CancelRun{m_parts.selection.run()}); }

/// Where no exploration runs, all that is left is tried again.
void RunActions::retry()
{
    if (m_parts.exploration.isActive())
        m_parts.exploration.request(host::RetryRun{m_parts.selection.run()});
    else
        m_parts.starter.finishRuns();
}

} // namespace odimo::explorer
