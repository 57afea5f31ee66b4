// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/network/layout/graph_layout.h"

#include <vector>

namespace odimo::network {

/// A box, or a place that a long edge passes in a layer between its ends.
struct Vertex {
    int layer = 0;
    int box = -1;   ///< -1: an edge passes.
    int height = 0; ///< Of a box: the boxes below it on the longest path.
    std::vector<int> above = {}, below = {};
    bool isBox() const { return box >= 0; }
};

/// The graph with every edge cut into pieces between neighbouring layers. Vertex i is box i; those after the boxes are
/// passed by edges.
struct LayeredGraph {
    std::vector<Vertex> vertices;
    std::vector<std::vector<int>> layers; ///< Vertices from left to right.
    std::vector<std::vector<int>> routes; ///< The vertices of every edge, with its ends.

    const Vertex &at(int vertex) const { return vertices[static_cast<std::size_t>(vertex)]; }
    Vertex &at(int vertex) { return vertices[static_cast<std::size_t>(vertex)]; }
};

/// Every box as high as its inputs allow; in each layer boxes of long paths come first and passing edges last. Throws
/// Error on an edge that does not lead to a later box.
LayeredGraph layeredGraph(const BoxGraph &graph);

/// The place of each vertex in its layer.
std::vector<int> positions(const LayeredGraph &graph);

} // namespace odimo::network
