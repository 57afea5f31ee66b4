// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/setup/findings_presenter.h"

#include "app/explorer/setup/setup_controller.h"
#include "app/explorer/shell/dock_layout.h"
#include "widgets/setup/findings_view.h"
#include "widgets/setup/setup_panel.h"

#include <QAction>
#include <QFileInfo>

namespace odimo::explorer {

FindingsPresenter::FindingsPresenter(const widgets::SetupPanel &panel, const SetupController &setup,
                                     const QAction &read, widgets::FindingsView &view, DockLayout &docks,
                                     QObject *parent)
    : QObject(parent), m_panel(panel), m_setup(setup), m_view(view)
{
    connect(&setup, &SetupController::checked, this, &FindingsPresenter::show);
    connect(&read, &QAction::triggered, &docks, &DockLayout::showFindings);
    connect(&panel, &widgets::SetupPanel::networkFindingsRequested, &docks, &DockLayout::showFindings);
    show();
}

void FindingsPresenter::show()
{
    const QString network = QFileInfo(m_panel.fields().network).fileName();
    const ChosenNetwork &chosen = m_setup.network();
    if (m_setup.needsPermission())
        m_view.showNothing(tr("%1 is not read yet").arg(network), tr("First allow it below the setup."));
    else if (m_setup.isChecking())
        return; // What is known of the network before stays until then.
    else if (!chosen.findings.isEmpty())
        m_view.setFindings(network, chosen.findings);
    else if (chosen.values.nodes.empty())
        m_view.showNothing(tr("%1 cannot be imported").arg(network.isEmpty() ? tr("The network") : network),
                           chosen.text);
    else
        m_view.showNothing(tr("%1 needs no import").arg(network),
                           tr("It comes from the program's own zoo. Of a network from an ONNX file this panel tells "
                              "which nodes are mapped, folded, left to the host or refused, why, and what to do."));
}

} // namespace odimo::explorer
