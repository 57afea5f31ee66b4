// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/host/plan/network_source.h"
#include "core/mapping/cost/cost.h"
#include "widgets/network/network_values.h"
#include "widgets/setup/setup_fields.h"

#include <QList>
#include <QString>

namespace odimo::platform {
struct Platform;
}

namespace odimo::explorer {

/// The network that the setup names, ready to be shown before anything is started.
struct ChosenNetwork {
    widgets::NetworkValues values = {}; ///< Without nodes if it cannot be used.
    QString text = {};                  ///< How large it is, or why it cannot be used.
    QString reference = {}; ///< The unit that all channels are on in `values`; empty where no costs are known.
    QList<widgets::NetworkFinding> findings = {}; ///< Of the import of a file.
    mapping::CostTable costs = {};                ///< Without layers where none are known.
};

/// With all channels on the reference unit and what that costs, unless `platform` is null or cannot run the network.
/// Nodes know what the import found about them.
ChosenNetwork chosenNetwork(const QString &name, const host::NetworkSource &source, const platform::Platform *platform,
                            const QList<widgets::NetworkFinding> &findings);

} // namespace odimo::explorer
