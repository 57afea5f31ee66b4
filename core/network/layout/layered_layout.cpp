// SPDX-License-Identifier: Apache-2.0
#include "core/network/layout/columns.h"
#include "core/network/layout/crossings.h"
#include "core/network/layout/graph_layout.h"

#include <algorithm>
#include <limits>

namespace odimo::network {

namespace {

/// From the top of the highest box of a layer to its bottom; boxes stand in the middle.
struct Band {
    double top = 0;
    double bottom = 0;
    double middle() const { return (top + bottom) / 2; }
};

std::vector<Band> bandsOf(const LayeredGraph &graph, const BoxGraph &boxes, double gap)
{
    std::vector<Band> bands;
    double y = 0;
    for (const std::vector<int> &layer : graph.layers) {
        double height = 0;
        for (const int vertex : layer)
            if (graph.at(vertex).isBox())
                height = std::max(height, boxes.boxes[static_cast<std::size_t>(vertex)].height);
        bands.push_back({y, y + height});
        y += height + gap;
    }
    return bands;
}

/// Leaves out points on a straight line between others.
void add(std::vector<Place> &path, Place place)
{
    const std::size_t count = path.size();
    if (count > 1 && path[count - 1].x == place.x && path[count - 2].x == place.x)
        path.back() = place;
    else if (path.empty() || path.back() != place)
        path.push_back(place);
}

} // namespace

GraphLayout layeredLayout(const BoxGraph &graph, const LayoutGaps &gaps)
{
    LayeredGraph layered = layeredGraph(graph);
    reduceCrossings(layered);
    std::vector<double> x = columns(layered, graph.boxes, gaps);
    const std::vector<Band> bands = bandsOf(layered, graph, gaps.layer);
    const auto bandOf = [&](int vertex) {
        return bands[static_cast<std::size_t>(layered.at(vertex).layer)];
    };

    GraphLayout layout;
    if (graph.boxes.empty())
        return layout;
    double left = std::numeric_limits<double>::infinity(), right = -left;
    for (std::size_t vertex = 0; vertex < x.size(); ++vertex) {
        const double half = vertex < graph.boxes.size() ? graph.boxes[vertex].width / 2 : 0;
        left = std::min(left, x[vertex] - half);
        right = std::max(right, x[vertex] + half);
    }
    for (double &place : x)
        place -= left;
    layout.size = {right - left, bands.back().bottom};
    for (std::size_t box = 0; box < graph.boxes.size(); ++box)
        layout.centers.push_back({x[box], bandOf(static_cast<int>(box)).middle()});
    for (const std::vector<int> &route : layered.routes) {
        std::vector<Place> path;
        for (const int vertex : route) {
            const Band band = bandOf(vertex);
            const double column = x[static_cast<std::size_t>(vertex)];
            const double half =
                layered.at(vertex).isBox() ? graph.boxes[static_cast<std::size_t>(vertex)].height / 2 : 0;
            if (vertex != route.front()) {
                add(path, {column, band.top});
                if (vertex == route.back())
                    add(path, {column, band.middle() - half});
            }
            if (vertex != route.back()) {
                if (vertex == route.front())
                    add(path, {column, band.middle() + half});
                add(path, {column, band.bottom});
            }
        }
        layout.paths.push_back(std::move(path));
    }
    return layout;
}

} // namespace odimo::network
