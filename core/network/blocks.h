// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/network/layout/graph_layout.h"
#include "core/network/network.h"

#include <set>
#include <string>
#include <vector>

namespace odimo::network {

/// The nodes between a fork and the addition or concatenation that joins its paths again, read by nothing outside: a
/// residual block, or a module of parallel paths.
struct Block {
    std::string name;       ///< What the names of its nodes begin with, or that of its last node.
    int fork = 0;           ///< The node before it, from which all its paths start.
    std::vector<int> nodes; ///< Ascending; the last joins.
    int join() const { return nodes.back(); }
    bool operator==(const Block &) const = default;
};

/// In ascending order of their joins. Two blocks share no node, or one lies within the other.
std::vector<Block> blocksOf(const Network &network);

/// A network some of whose blocks are drawn as one node each, that of their join.
struct FoldedGraph {
    std::vector<int> shown;   ///< Nodes, ascending.
    std::vector<int> shownAs; ///< By node, an index into `shown`.
    std::vector<Edge> edges;  ///< Between indices into `shown`, each once.
    bool operator==(const FoldedGraph &) const = default;
};

/// `inputs` by node; `closed` holds joins of blocks.
FoldedGraph folded(const std::vector<std::vector<int>> &inputs, const std::vector<Block> &blocks,
                   const std::set<int> &closed);

/// The joins of the blocks that contain no other.
std::set<int> innermost(const std::vector<Block> &blocks);

} // namespace odimo::network
