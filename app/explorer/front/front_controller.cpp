// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/front/front_controller.h"

#include "app/explorer/base/selection_model.h"
#include "app/explorer/front/front_presentation.h"
#include "app/explorer/project/project_controller.h"
#include "app/explorer/shell/action_registry.h"
#include "widgets/base/action_obstacle.h"
#include "widgets/front/front_panel.h"
#include "widgets/front/front_plot.h"
#include "widgets/front/front_table.h"
#include "widgets/front/hypervolume_plot.h"
#include "widgets/queue/queue_model.h"

#include <QAction>
#include <QMenu>

#include <utility>

namespace odimo::explorer {

namespace {

constexpr int gathering_ms = 200;

/// What the queue says of the ghosts that are in work.
widgets::FrontSet withWork(widgets::FrontSet fronts, const widgets::QueueModel &queue)
{
    for (widgets::FrontValues *front : {&fronts.latency, &fronts.energy, &fronts.size})
        for (widgets::GhostMarker &ghost : front->ghosts) {
            const widgets::QueueRow *row = ghost.run > 0 ? queue.find(ghost.run) : nullptr;
            if (row && row->state == widgets::QueueState::Running)
                ghost.work =
                    row->left.isEmpty() ? row->work : FrontController::tr("%1, %2 left").arg(row->work, row->left);
        }
    return fronts;
}

} // namespace

FrontController::FrontController(ProjectController &projects, SelectionModel &selection, const ActionRegistry &actions,
                                 const widgets::QueueModel &queue, widgets::FrontPanel &panel, QObject *parent)
    : QObject(parent), m_projects(projects), m_selection(selection), m_actions(actions), m_queue(queue), m_panel(panel)
{
    m_changes.setSingleShot(true);
    m_changes.setInterval(gathering_ms);
    connect(&projects, &ProjectController::opened, this, &FrontController::showProject);
    connect(&projects, &ProjectController::closed, this, &FrontController::forgetProject);
    connect(&projects, &ProjectController::frontsChanged, this, &FrontController::showFronts);
    connect(&projects, &ProjectController::namesChanged, this, &FrontController::showFronts);
    // Runs in work move their points; that can wait a moment, and is drawn once for all of them.
    const auto gather = [this] {
        if (!m_changes.isActive())
            m_changes.start();
    };
    connect(&projects, &ProjectController::runChanged, this, gather);
    connect(&projects, &ProjectController::epochsChanged, this, gather);
    connect(&m_changes, &QTimer::timeout, this, &FrontController::showFronts);
    connectActions(actions);
    connectSelection();
}

void FrontController::connectActions(const ActionRegistry &actions)
{
    const auto onToggle = [&](ActionId id, auto call) {
        QAction &action = actions.action(id);
        connect(&action, &QAction::toggled, this, call);
        m_panel.offerInMenu(action);
    };
    widgets::FrontPanel *panel = &m_panel;
    onToggle(ActionId::RelativeFront, [panel](bool on) { panel->setRelative(on); });
    onToggle(ActionId::LogarithmicCost, [panel](bool on) { panel->setCostLogarithmic(on); });
    onToggle(ActionId::LogarithmicAccuracy, [panel](bool on) { panel->setAccuracyLogarithmic(on); });
    onToggle(ActionId::ShowTails, [panel](bool on) { panel->plot().setTailsVisible(on); });
    onToggle(ActionId::ShowGrowth, [panel](bool on) { panel->setGrowthVisible(on); });
    onToggle(ActionId::GrowthOverTime, [panel](bool on) { panel->growth().setOverTime(on); });
    onToggle(ActionId::FrontAsTable, [panel](bool on) { panel->setAsTable(on); });
    actions.action(ActionId::ShowTails).setChecked(true);

    QAction &back = actions.action(ActionId::UndoZoom);
    QAction &forward = actions.action(ActionId::RedoZoom);
    connect(&back, &QAction::triggered, &m_panel.plot(), &widgets::FrontPlot::goBack);
    connect(&forward, &QAction::triggered, &m_panel.plot(), &widgets::FrontPlot::goForward);
    const auto updateHistory = [panel, &back, &forward] {
        widgets::setObstacle(back, panel->plot().canGoBack() ? QString() : tr("The front was not zoomed or moved"));
        widgets::setObstacle(forward, panel->plot().canGoForward() ? QString() : tr("No zoom has been undone"));
    };
    connect(&m_panel.plot(), &widgets::FrontPlot::historyChanged, this, updateHistory);
    updateHistory();
}

void FrontController::connectSelection()
{
    connect(&m_panel, &widgets::FrontPanel::runChosen, &m_selection, &SelectionModel::setRun);
    connect(&m_selection, &SelectionModel::runChanged, &m_panel, &widgets::FrontPanel::setSelectedRun);
    connect(&m_panel.plot(), &widgets::FrontPlot::brushed, &m_selection, &SelectionModel::setBrush);
    connect(&m_selection, &SelectionModel::brushChanged, &m_panel, &widgets::FrontPanel::setBrushed);
    connect(&m_panel.plot(), &widgets::FrontPlot::menuRequested, this, &FrontController::fillMenu);
}

void FrontController::showProject()
{
    m_selection.setBrush({});
    const ProjectValues &project = *m_projects.project();
    if (project.settings && project.settings->objective == mapping::Objective::Energy)
        m_panel.setAxis(widgets::CostAxis::Microjoules);
    showFronts();
    if (std::exchange(m_shownPath, project.path) != project.path)
        m_panel.plot().fit(); // The view of another project says nothing here.
}

void FrontController::forgetProject()
{
    m_changes.stop();
    m_selection.setBrush({});
    m_panel.setFronts({});
}

void FrontController::showFronts()
{
    m_changes.stop();
    if (m_projects.project())
        m_panel.setFronts(withWork(frontSet(*m_projects.project()), m_queue));
}

void FrontController::fillMenu(QMenu &menu, const widgets::FrontTarget &target) const
{
    if (target.run != 0 || target.prediction)
        m_actions.fillContextMenu(menu, ActionTrait::OnRun);
    if (!menu.isEmpty())
        menu.addSeparator();
    menu.addAction(&m_actions.action(ActionId::FitFront));
    menu.addAction(&m_actions.action(ActionId::UndoZoom));
    menu.addAction(&m_actions.action(ActionId::FrontAsTable));
}

} // namespace odimo::explorer
