// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/network/shown_network.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace odimo::widgets {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(odimo::widgets::ShownNetwork)
};

void add(std::optional<double> &sum, const std::optional<double> &value)
{
    if (value)
        sum = sum.value_or(0) + *value;
}

std::vector<NodeAttribute> attributesOf(const NetworkNode &sum, const NetworkValues &values,
                                        const network::Block &block)
{
    QStringList names;
    for (const int node : block.nodes)
        names << values.nodes[static_cast<std::size_t>(node)].name;
    std::vector<NodeAttribute> attributes = {{Text::tr("Block"), sum.name},
                                             {Text::tr("Nodes"), names.join(QStringLiteral(", "))},
                                             {Text::tr("Output"), sum.shape}};
    for (std::size_t unit = 0; unit < sum.channels.size(); ++unit)
        attributes.push_back({values.units[static_cast<qsizetype>(unit)],
                              Text::tr("%1 of %2 channels")
                                  .arg(QLocale().toString(sum.channels[unit]), QLocale().toString(sum.outChannels))});
    for (const NodeColoring coloring :
         {NodeColoring::Cycles, NodeColoring::Energy, NodeColoring::Idle, NodeColoring::Sensitivity})
        if (const std::optional<double> value = sum.value(coloring))
            attributes.push_back({coloringTitle(coloring), coloringText(coloring, *value)});
    return attributes;
}

NetworkNode summed(const NetworkValues &values, const network::Block &block)
{
    NetworkNode sum = values.nodes[static_cast<std::size_t>(block.join())];
    sum.name = QString::fromStdString(block.name);
    sum.kind = NodeKind::Other;
    sum.operation = Text::tr("block of %1 nodes").arg(block.nodes.size());
    for (const int index : block.nodes) {
        const NetworkNode &node = values.nodes[static_cast<std::size_t>(index)];
        sum.outChannels += node.outChannels;
        sum.channels.resize(std::max(sum.channels.size(), node.channels.size()));
        for (std::size_t unit = 0; unit < node.channels.size(); ++unit)
            sum.channels[unit] += node.channels[unit];
        add(sum.latency_cycles, node.latency_cycles);
        add(sum.energy_uJ, node.energy_uJ);
        add(sum.idle_cycles, node.idle_cycles);
        add(sum.sensitivity_nats, node.sensitivity_nats);
    }
    sum.attributes = attributesOf(sum, values, block);
    return sum;
}

} // namespace

std::optional<double> ShownNetwork::most(NodeColoring coloring) const
{
    double most = 0;
    for (const ShownNode &node : nodes)
        most = std::max(most, node.values.value(coloring).value_or(0));
    return most > 0 ? std::optional(most) : std::nullopt;
}

ShownNetwork shownNetwork(const NetworkValues &values, const std::set<int> &closed)
{
    std::vector<std::vector<int>> inputs;
    for (const NetworkNode &node : values.nodes)
        inputs.push_back(node.inputs);
    network::FoldedGraph graph = folded(inputs, values.blocks, closed);
    ShownNetwork shown;
    shown.edges = std::move(graph.edges);
    shown.shownAs = std::move(graph.shownAs);
    for (const int index : graph.shown) {
        const auto block = std::ranges::find(values.blocks, index, &network::Block::join);
        if (block == values.blocks.end())
            shown.nodes.push_back({index, FoldState::None, values.nodes[static_cast<std::size_t>(index)]});
        else if (closed.contains(index))
            shown.nodes.push_back({index, FoldState::Closed, summed(values, *block)});
        else
            shown.nodes.push_back({index, FoldState::Open, values.nodes[static_cast<std::size_t>(index)]});
    }
    return shown;
}

std::vector<int> matches(const NetworkValues &values, const NodeQuery &query)
{
    std::vector<int> found;
    if (query.isEmpty())
        return found;
    const QString text = query.text.trimmed();
    for (std::size_t index = 0; index < values.nodes.size(); ++index) {
        const NetworkNode &node = values.nodes[index];
        const bool isNamed = node.name.contains(text, Qt::CaseInsensitive) ||
                             node.operation.contains(text, Qt::CaseInsensitive) ||
                             node.shape.contains(text, Qt::CaseInsensitive);
        if (isNamed && (query.kinds.empty() || query.kinds.contains(node.kind)))
            found.push_back(static_cast<int>(index));
    }
    return found;
}

} // namespace odimo::widgets
