// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/setup/network_preview.h"

#include "app/explorer/exploration/exploration_controller.h"
#include "app/explorer/project/project_controller.h"
#include "app/explorer/setup/setup_controller.h"
#include "app/explorer/shell/view_area.h"
#include "widgets/network/network_panel.h"
#include "widgets/setup/setup_panel.h"

#include <utility>

namespace odimo::explorer {

NetworkPreview::NetworkPreview(const PreviewParts &parts, QObject *parent)
    : QObject(parent), m_parts(parts), m_layers(parts.layers, parts.selection), m_known(parts.setup.fields().network)
{
    connect(&parts.check, &SetupController::checked, this, &NetworkPreview::follow);
    connect(&parts.projects, &ProjectController::opened, this, &NetworkPreview::end);
    connect(&parts.projects, &ProjectController::closed, this, [this] { m_known = m_parts.setup.fields().network; });
    connect(&parts.exploration, &ExplorationController::stateChanged, this, &NetworkPreview::leaveView);
}

void NetworkPreview::follow()
{
    if (m_parts.projects.project() || m_parts.exploration.isActive() || m_parts.check.isChecking())
        return;
    const ChosenNetwork &chosen = m_parts.check.network();
    const bool isRead = !chosen.values.nodes.empty() || !chosen.findings.empty(); // No name that is still being typed.
    if (m_isShown)
        draw();
    else if (isRead && m_parts.setup.fields().network != m_known)
        begin();
}

void NetworkPreview::begin()
{
    m_isShown = true;
    draw();
    m_before = m_parts.area.current();
    m_parts.area.show(ViewId::Network);
    emit shownChanged();
}

void NetworkPreview::draw()
{
    const ChosenNetwork &chosen = m_parts.check.network();
    m_layers.show(chosen);
    if (chosen.values.nodes.empty()) {
        m_parts.panel.showNothing(tr("This network cannot be explored"), chosen.text);
        return;
    }
    m_parts.panel.setNetwork(chosen.values);
    m_parts.panel.setNote(chosen.reference.isEmpty() ? tr("%1: %2").arg(chosen.values.name, chosen.text)
                                                     : tr("%1: %2. Costs are those of all channels on %3.")
                                                           .arg(chosen.values.name, chosen.text, chosen.reference));
}

/// Whoever starts an exploration wants to see its front, and not go on looking at the network.
void NetworkPreview::leaveView()
{
    if (!m_isShown || !m_parts.exploration.isActive() || !m_before)
        return;
    if (isOfPreview())
        m_parts.area.show(*m_before);
    m_before.reset();
}

/// What is shown tells of the chosen network.
bool NetworkPreview::isOfPreview() const
{
    const std::optional<ViewId> view = m_parts.area.current();
    return view == ViewId::Network || view == ViewId::Layers;
}

void NetworkPreview::end()
{
    if (!std::exchange(m_isShown, false))
        return;
    m_parts.panel.setNote({});
    m_layers.end();
    if (const auto before = std::exchange(m_before, std::nullopt); before && isOfPreview())
        m_parts.area.show(*before);
    emit shownChanged();
}

void NetworkPreview::close()
{
    m_known = m_parts.setup.fields().network;
    m_parts.panel.showNothing();
    end();
}

} // namespace odimo::explorer
