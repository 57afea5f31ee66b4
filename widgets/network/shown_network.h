// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/network/network_values.h"

#include <set>

namespace odimo::widgets {

enum class FoldState {
    None,
    Open,   ///< The last node of a block that can be closed.
    Closed, ///< Stands for a whole block.
};

/// A node as it is drawn; a closed block is one, with the sums of its nodes.
struct ShownNode {
    int node = 0; ///< Index into NetworkValues::nodes; of a closed block its join.
    FoldState fold = FoldState::None;
    NetworkNode values;
};

struct ShownNetwork {
    std::vector<ShownNode> nodes;
    std::vector<network::Edge> edges; ///< Between indices into `nodes`.
    std::vector<int> shownAs;         ///< By node of the network, an index into `nodes`.

    /// The largest value, the upper end of the scale of colours; absent if there are none or all are 0.
    std::optional<double> most(NodeColoring coloring) const;
};

/// `closed` holds joins of blocks.
ShownNetwork shownNetwork(const NetworkValues &values, const std::set<int> &closed);

/// What is searched for: a part of the name, the operation or the shape; and some kind of nodes, or all if empty.
struct NodeQuery {
    QString text;
    std::set<NodeKind> kinds;
    bool isEmpty() const { return text.trimmed().isEmpty() && kinds.empty(); }
};

/// Nodes of the network that match, ascending; none if the query is empty.
std::vector<int> matches(const NetworkValues &values, const NodeQuery &query);

} // namespace odimo::widgets
