// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/setup/loading_controller.h"

#include "app/explorer/exploration/exploration_controller.h"
#include "app/explorer/project/project_controller.h"
#include "app/explorer/setup/setup_controller.h"
#include "widgets/base/action_obstacle.h"
#include "widgets/base/message_bar.h"

#include <QAction>

#include <utility>

namespace odimo::explorer {

LoadingController::LoadingController(const LoadingParts &parts, QObject *parent) : QObject(parent), m_parts(parts)
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(std::chrono::milliseconds(500));
    connect(&m_delay, &QTimer::timeout, this, &LoadingController::offer);
    connect(&parts.projects, &ProjectController::loadingStarted, this, &LoadingController::follow);
    connect(&parts.projects, &ProjectController::loadingCancelled, this, &LoadingController::follow);
    connect(&parts.projects, &ProjectController::opened, this, &LoadingController::follow);
    connect(&parts.projects, &ProjectController::openFailed, this, &LoadingController::follow);
    connect(&parts.projects, &ProjectController::closed, this, &LoadingController::follow);
    connect(&parts.setup, &SetupController::checked, this, &LoadingController::follow);
    connect(&parts.exploration, &ExplorationController::stateChanged, this, &LoadingController::follow);
    connect(&parts.cancel, &QAction::triggered, this, &LoadingController::cancel);
    withdraw();
}

/// The project of an exploration that is beginning cannot be left alone.
QString LoadingController::loading() const
{
    if (m_parts.exploration.isActive())
        return {};
    if (m_parts.projects.isLoading())
        return QString::fromStdString(m_parts.projects.path().filename().string());
    return m_parts.setup.networkInCheck();
}

void LoadingController::follow()
{
    const QString now = loading();
    if (now == m_loading)
        return;
    m_loading = now;
    withdraw();
    if (m_loading.isEmpty())
        m_delay.stop();
    else
        m_delay.start();
}

void LoadingController::offer()
{
    widgets::setObstacle(m_parts.cancel, {});
    m_told = tr("%1 is being read…").arg(m_loading);
    m_parts.message.showInformation(m_told, m_parts.cancel, tr("Cancel (Esc)"));
}

void LoadingController::withdraw()
{
    widgets::setObstacle(m_parts.cancel, tr("Nothing is being read"));
    if (const QString told = std::exchange(m_told, {}); !told.isEmpty() && m_parts.message.text() == told)
        m_parts.message.hide();
}

void LoadingController::cancel()
{
    if (m_parts.projects.isLoading())
        m_parts.projects.cancelLoading();
    else
        m_parts.setup.cancelCheck();
}

} // namespace odimo::explorer
