// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/network/network_values.h"

#include "core/network/shape_inference.h"
#include "widgets/base/format.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <map>
#include <numeric>

namespace odimo::widgets {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(odimo::widgets::NetworkValues)
};

QString shareText(double part, double whole)
{
    return Text::tr("%1 %").arg(QLocale().toString(whole > 0 ? 100 * part / whole : 0, 'f', 1));
}

QString natsText(double nats) { return Text::tr("%1 nats").arg(localNumber(nats, 'g', 3)); }

double worstPenalty(const mapping::LayerSensitivity &layer)
{
    double worst = 0;
    for (const std::vector<double> &penalties : layer.penalty)
        worst = std::max(worst, std::accumulate(penalties.begin(), penalties.end(), 0.0));
    return worst;
}

/// A unit that has no channel of the layer waits all the time.
double idleCycles(const mapping::LayerCost &cost, const std::vector<int> &channels)
{
    double idle = 0;
    for (std::size_t unit = 0; unit < channels.size(); ++unit)
        idle += cost.latency_cycles - (channels[unit] > 0 ? cost.cycles[unit].value_or(0) : 0);
    return idle;
}

void addCosts(NetworkNode &node, const mapping::LayerCost &cost, const mapping::MappingCost &total,
              const QStringList &units)
{
    node.latency_cycles = cost.latency_cycles;
    node.energy_uJ = cost.energy_uJ;
    node.idle_cycles = idleCycles(cost, node.channels);
    for (qsizetype unit = 0; unit < units.size(); ++unit) {
        const auto index = static_cast<std::size_t>(unit);
        const int channels = node.channels[index];
        const std::optional<double> &cycles = cost.cycles[index];
        node.attributes.push_back(
            {units[unit], !cycles         ? Text::tr("cannot run this layer")
                          : channels == 0 ? Text::tr("no channels")
                                          : Text::tr("%1 of %2 channels, %3")
                                                .arg(QLocale().toString(channels), QLocale().toString(node.outChannels),
                                                     coloringText(NodeColoring::Cycles, *cycles))});
    }
    const auto add = [&](const QString &name, const QString &value) {
        node.attributes.push_back({name, value});
    };
    add(Text::tr("Latency"), Text::tr("%1, %2 of the network")
                                 .arg(coloringText(NodeColoring::Cycles, cost.latency_cycles),
                                      shareText(cost.latency_cycles, total.latency_cycles)));
    if (cost.conversion_cycles > 0)
        add(Text::tr("Of it conversions"), coloringText(NodeColoring::Cycles, cost.conversion_cycles));
    add(Text::tr("Idle time"), coloringText(NodeColoring::Cycles, *node.idle_cycles));
    add(Text::tr("Energy"), Text::tr("%1, %2 of the network")
                                .arg(microjoulesText(cost.energy_uJ), shareText(cost.energy_uJ, total.energy_uJ)));
}

} // namespace

std::optional<double> NetworkNode::value(NodeColoring coloring) const
{
    switch (coloring) {
    case NodeColoring::Units:
        return std::nullopt;
    case NodeColoring::Cycles:
        return latency_cycles;
    case NodeColoring::Energy:
        return energy_uJ;
    case NodeColoring::Sensitivity:
        return sensitivity_nats;
    case NodeColoring::Idle:
        return idle_cycles;
    }
    return std::nullopt;
}

int NetworkValues::find(const QString &node) const
{
    const auto found = std::ranges::find(nodes, node, &NetworkNode::name);
    return found == nodes.end() ? -1 : static_cast<int>(found - nodes.begin());
}

bool NetworkValues::has(NodeColoring coloring) const
{
    return std::ranges::any_of(nodes, [&](const NetworkNode &node) { return node.value(coloring).has_value(); });
}

NetworkValues networkValues(const NetworkSource &source, const mapping::Mapping *mapping)
{
    NetworkValues values;
    values.name = QString::fromStdString(source.network.name());
    for (const platform::ComputeUnit &unit : source.costs.platform.units)
        values.units << QString::fromStdString(unit.name);
    std::map<int, std::size_t> layers; // By node.
    for (std::size_t layer = 0; layer < source.costs.layers.size(); ++layer)
        layers[source.costs.layers[layer].layer.node] = layer;
    std::optional<mapping::MappingCost> cost;
    if (mapping)
        cost = costOf(source.costs, *mapping);

    for (int index = 0; index < static_cast<int>(source.network.nodes().size()); ++index) {
        const network::Node &node = source.network.node(index);
        NetworkNode shown{.name = QString::fromStdString(node.name),
                          .kind = kindOf(node, source.network),
                          .operation = operationText(node, source.network),
                          .shape = QString::fromStdString(shapeText(node.output)),
                          .inputs = node.inputs,
                          .channels = {},
                          .latency_cycles = {},
                          .energy_uJ = {},
                          .idle_cycles = {},
                          .sensitivity_nats = {},
                          .attributes = networkAttributes(source.network, index)};
        if (const auto layer = layers.find(index); layer != layers.end()) {
            shown.outChannels = node.output.channels;
            if (cost) {
                shown.channels = channelsPerUnit(mapping->layers[layer->second], static_cast<int>(values.units.size()));
                addCosts(shown, cost->layers[layer->second], *cost, values.units);
            }
            if (source.sensitivity) {
                shown.sensitivity_nats = worstPenalty(source.sensitivity->layers[layer->second]);
                shown.attributes.push_back({Text::tr("Sensitivity"), natsText(*shown.sensitivity_nats)});
            }
        }
        values.nodes.push_back(std::move(shown));
    }
    values.blocks = blocksOf(source.network);
    return values;
}

QString coloringTitle(NodeColoring coloring)
{
    switch (coloring) {
    case NodeColoring::Units:
        return Text::tr("Units");
    case NodeColoring::Cycles:
        return Text::tr("Cycles");
    case NodeColoring::Energy:
        return Text::tr("Energy");
    case NodeColoring::Sensitivity:
        return Text::tr("Sensitivity");
    case NodeColoring::Idle:
        return Text::tr("Idle time");
    }
    return {};
}

QString coloringText(NodeColoring coloring, double amount)
{
    switch (coloring) {
    case NodeColoring::Units:
        return {};
    case NodeColoring::Cycles:
        return Text::tr("%1 cycles").arg(cyclesText(amount));
    case NodeColoring::Idle:
        return Text::tr("%1 idle cycles").arg(cyclesText(amount));
    case NodeColoring::Energy:
        return microjoulesText(amount);
    case NodeColoring::Sensitivity:
        return natsText(amount);
    }
    return {};
}

} // namespace odimo::widgets
