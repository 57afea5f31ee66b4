// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/explorer/setup/chosen_network.h"

#include "app/explorer/setup/setup_notes.h"
#include "core/base/error.h"
#include "core/mapping/cost/baselines.h"
#include "core/network/passes.h"
#include "core/onnx/short_name.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace odimo::explorer {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(odimo::explorer::ChosenNetwork)
};

/// Without costs if the platform cannot run some layer, which the checks of the setup will say.
widgets::NetworkSource costed(const network::Network &network, const platform::Platform *platform)
{
    widgets::NetworkSource source{.network = network::simplify(network), .costs = {}};
    if (!platform)
        return source;
    try {
        source.costs = mapping::makeCostTable(source.network, *platform);
    } catch (const Error &) {
        source.costs = {};
    }
    return source;
}

/// The import names its nodes without the slash that the file begins names with, and layers without their operator.
bool isAbout(const widgets::NetworkFinding &finding, const QString &node)
{
    const QString name = finding.node.mid(finding.node.startsWith(QLatin1Char('/')) ? 1 : 0);
    return name == node || name == node + QLatin1Char('/') + finding.op;
}

void addFindings(widgets::NetworkValues &values, const QList<widgets::NetworkFinding> &findings)
{
    for (widgets::NetworkNode &node : values.nodes) {
        const QString name = QString::fromStdString(onnx::shortName(node.name.toStdString()));
        for (const widgets::NetworkFinding &finding : findings)
            if (isAbout(finding, name))
                node.attributes.push_back(
                    {Text::tr("Import"),
                     finding.text.isEmpty() ? finding.verdict : Text::tr("%1: %2").arg(finding.verdict, finding.text)});
    }
}

} // namespace

ChosenNetwork chosenNetwork(const QString &name, const host::NetworkSource &source, const platform::Platform *platform,
                            const QList<widgets::NetworkFinding> &findings)
{
    const widgets::NetworkSource costs = costed(source.network, platform);
    ChosenNetwork chosen{.text = networkText(source), .findings = findings};
    if (costs.costs.layers.empty()) {
        chosen.values = networkValues(costs, nullptr);
    } else {
        const mapping::Mapping mapping = mapping::referenceMapping(costs.costs);
        chosen.values = networkValues(costs, &mapping);
        chosen.reference = chosen.values.units[costs.costs.platform.referenceUnit()];
        chosen.costs = costs.costs;
    }
    chosen.values.name = QFileInfo(name).fileName();
    addFindings(chosen.values, findings);
    return chosen;
}

} // namespace odimo::explorer
