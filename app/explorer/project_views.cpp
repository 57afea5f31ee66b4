// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/project_views.h"

#include "app/explorer/editor/edit_controller.h"
#include "app/explorer/figures/figure_opener.h"
#include "app/explorer/figures/view_saver.h"
#include "app/explorer/front/front_controller.h"
#include "app/explorer/front/overlay_controller.h"
#include "app/explorer/network/network_controller.h"
#include "app/explorer/replay/replay_controller.h"
#include "app/explorer/run_views.h"
#include "app/explorer/shell/action_registry.h"
#include "app/explorer/shell/view_area.h"
#include "widgets/base/empty_state.h"
#include "widgets/base/message_bar.h"
#include "widgets/code/code_view.h"
#include "widgets/editor/layers_view.h"
#include "widgets/front/front_panel.h"
#include "widgets/front/front_plot.h"
#include "widgets/network/network_panel.h"
#include "widgets/queue/queue_view.h"
#include "widgets/replay/replay_view.h"

#include <QAction>

namespace odimo::explorer {

ProjectViews::ProjectViews(ActionRegistry &actions, QObject *parent)
    : QObject(parent), m_actions(actions), m_area(new ViewArea(actions)), m_front(new widgets::FrontPanel),
      m_network(new widgets::NetworkPanel), m_layers(new widgets::LayersView(editActions(actions))),
      m_code(new widgets::CodeView)
{
    m_front->emptyState().offer(actions.action(ActionId::Start));
    m_front->offer(actions.action(ActionId::ShowPrediction));
    m_area->add(ViewId::Front, *m_front);
    m_area->add(ViewId::Network, *m_network);
    m_network->offer(actions.action(ActionId::ReadFindings));
    m_area->add(ViewId::Layers, *m_layers);
    m_area->add(ViewId::Code, *m_code);
    // First, so that it has what they are about.
    for (const ActionId id : {ActionId::PlayReplay, ActionId::FirstMoment, ActionId::PreviousMoment,
                              ActionId::NextMoment, ActionId::LastMoment, ActionId::FollowReplay, ActionId::SaveReplay})
        connect(&actions.action(id), &QAction::triggered, m_area, [this] { m_area->show(ViewId::Replay); });
    m_replay = new widgets::ReplayView(replayActions(actions));
    m_replay->emptyState().offer(actions.action(ActionId::Start));
    m_area->add(ViewId::Replay, *m_replay);
}

ProjectViews::~ProjectViews() = default;

void ProjectViews::control(const ViewParts &parts)
{
    const auto &[projects, selection, exploration, background, edits, steering, message, split, userSettings, queue,
                 log] = parts;
    m_frontController = std::make_unique<FrontController>(projects, selection, m_actions, queue.model(), *m_front);
    m_overlayController =
        std::make_unique<OverlayController>(projects, background,
                                            OverlayViews{*m_front, message, m_actions.action(ActionId::OverlayProject),
                                                         m_actions.action(ActionId::RemoveOverlays)});
    m_networkController = std::make_unique<NetworkController>(projects, selection, background, m_actions, *m_network);
    m_editController = std::make_unique<EditController>(
        EditorParts{projects, selection, background, edits, steering, *m_layers, split, editActions(m_actions)});
    m_runViews = std::make_unique<RunViews>(m_actions, *m_area, parts);
    connect(m_runViews.get(), &RunViews::described, this, &ProjectViews::noticed);
    connect(&m_front->plot(), &widgets::FrontPlot::described, this, &ProjectViews::noticed);
    connect(m_networkController.get(), &NetworkController::failed, &message,
            qOverload<const QString &>(&widgets::MessageBar::showError));
    m_saver = std::make_unique<ViewSaver>(SavedViews{
        projects, selection, userSettings, m_actions, *m_area, *m_front, *m_network, *m_layers, m_runViews->timeline(),
        m_runViews->curves(), m_runViews->compare(), m_runViews->projects(), m_runViews->variants(), queue, log});
    m_figures = std::make_unique<FigureOpener>(projects, selection, *m_area);
    const auto showError = qOverload<const QString &>(&widgets::MessageBar::showError);
    connect(m_saver.get(), &ViewSaver::failed, &message, showError);
    connect(m_figures.get(), &FigureOpener::failed, &message, showError);
    connect(m_saver.get(), &ViewSaver::saved, this,
            [this](const QString &file) { emit noticed(tr("Written: %1").arg(file)); });
    m_replayController = std::make_unique<ReplayController>(ReplayParts{projects, selection, exploration, background},
                                                            m_actions, *m_replay);
    connect(m_replayController.get(), &ReplayController::saved, this, &ProjectViews::noticed);
    connect(m_replayController.get(), &ReplayController::failed, &message,
            qOverload<const QString &>(&widgets::MessageBar::showError));
    connect(m_replay, &widgets::ReplayView::described, this, &ProjectViews::noticed);
    connectActions();
}

void ProjectViews::connectActions()
{
    const auto onTrigger = [this](ActionId id, ViewId view, auto call) {
        connect(&m_actions.action(id), &QAction::triggered, this, [this, view, call] {
            m_area->show(view);
            call();
        });
    };
    onTrigger(ActionId::FitFront, ViewId::Front, [this] { m_front->plot().fit(); });
    onTrigger(ActionId::FindLayer, ViewId::Network, [this] { m_network->find(); });
    onTrigger(ActionId::FindNextLayer, ViewId::Network, [this] { m_network->findNext(); });
}

bool ProjectViews::isBusy() const
{
    return m_networkController->isBusy() || m_runViews->isBusy() || m_editController->isReadingWeights();
}

} // namespace odimo::explorer
