// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

namespace odimo::network {

/// A length is in the unit of the sizes that were given; x grows to the right, y downwards.
struct BoxSize {
    double width = 0;
    double height = 0;
    bool operator==(const BoxSize &) const = default;
};

struct Place {
    double x = 0;
    double y = 0;
    bool operator==(const Place &) const = default;
};

struct Edge {
    int from = 0;
    int to = 0;
    bool operator==(const Edge &) const = default;
};

/// Boxes, and edges that each lead from an earlier box to a later one.
struct BoxGraph {
    std::vector<BoxSize> boxes;
    std::vector<Edge> edges;
};

struct LayoutGaps {
    double column = 30; ///< Between neighbouring boxes.
    double lane = 14;   ///< Between a box and a line that passes it, and between such lines.
    double layer = 36;  ///< Between boxes that follow each other; bends lie there.
};

/// Places of a drawing whose upper left corner is (0, 0).
struct GraphLayout {
    std::vector<Place> centers; ///< By box.
    /// By edge, from the lower side of one box to the upper side of the other, with growing y. Points of equal x are
    /// joined by a straight line, others by a curve that leaves and arrives vertically: it stays between two layers,
    /// where there are no boxes.
    std::vector<std::vector<Place>> paths;
    BoxSize size;
    bool operator==(const GraphLayout &) const = default;
};

/// A layered drawing (Sugiyama, Tagawa, Toda 1981): layers by longest path, few crossings by barycentres, columns that
/// keep chains and long edges straight. The edges of a box that lead far share one line, from which they branch off.
/// The same graph has the same layout everywhere. Throws Error on an edge that does not lead to a later box.
GraphLayout layeredLayout(const BoxGraph &graph, const LayoutGaps &gaps);

} // namespace odimo::network
