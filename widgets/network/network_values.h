// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mapping/cost/cost.h"
#include "core/mapping/sensitivity.h"
#include "core/network/blocks.h"
#include "widgets/network/node_attributes.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace odimo::widgets {

/// What the colours of the nodes say.
enum class NodeColoring { Units, Cycles, Energy, Sensitivity, Idle };

struct NetworkNode {
    QString name;
    NodeKind kind = NodeKind::Other;
    QString operation; ///< "3x3 conv, stride 2, ReLU"
    QString shape;     ///< "16x32x32"
    std::vector<int> inputs;
    int outChannels = 0;       ///< Of a layer; 0 for other nodes.
    std::vector<int> channels; ///< On each unit; empty for other nodes and without a mapping.
    std::optional<double> latency_cycles;
    std::optional<double> energy_uJ;
    std::optional<double> idle_cycles;      ///< That units wait for the slowest, added up.
    std::optional<double> sensitivity_nats; ///< Increase of the loss with all channels on the worst unit.
    std::vector<NodeAttribute> attributes;

    /// Absent for NodeColoring::Units.
    std::optional<double> value(NodeColoring coloring) const;
};

/// A network that is ready to be shown, with a mapping of it or without.
struct NetworkValues {
    QString name;
    QString mapping;   ///< Name of the run it is of; empty without a mapping.
    qint64 run = 0;    ///< 0 without a mapping.
    QStringList units; ///< In the order of the platform.
    std::vector<NetworkNode> nodes;
    std::vector<network::Block> blocks;

    /// -1 if no node has the name.
    int find(const QString &node) const;
    /// True if some node has a value of it.
    bool has(NodeColoring coloring) const;
};

/// Of what the values are made.
struct NetworkSource {
    network::Network network; ///< Simplified.
    mapping::CostTable costs; ///< Of its layers.
    std::optional<mapping::Sensitivity> sensitivity = {};
};

/// `mapping` may be null. Throws Error if it does not fit the table.
NetworkValues networkValues(const NetworkSource &source, const mapping::Mapping *mapping);

QString coloringTitle(NodeColoring coloring);               ///< "Cycles"
QString coloringText(NodeColoring coloring, double amount); ///< "19,456 cycles"

} // namespace odimo::widgets
