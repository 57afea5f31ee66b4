// SPDX-License-Identifier: Apache-2.0
#include "core/network/layout/layered_graph.h"

#include "core/base/error.h"

#include <algorithm>

namespace odimo::network {

namespace {

/// The edges from a box, the nearest end first.
std::vector<std::vector<std::size_t>> edgesByStart(const BoxGraph &graph, const LayeredGraph &layered)
{
    std::vector<std::vector<std::size_t>> starting(graph.boxes.size());
    for (std::size_t edge = 0; edge < graph.edges.size(); ++edge)
        starting[static_cast<std::size_t>(graph.edges[edge].from)].push_back(edge);
    for (std::vector<std::size_t> &edges : starting)
        std::ranges::stable_sort(edges, {}, [&](std::size_t edge) { return layered.at(graph.edges[edge].to).layer; });
    return starting;
}

void link(LayeredGraph &layered, int upper, int lower)
{
    std::vector<int> &below = layered.at(upper).below;
    if (std::ranges::find(below, lower) != below.end())
        return; // Two edges between the same boxes, as where a tensor is added to itself.
    below.push_back(lower);
    layered.at(lower).above.push_back(upper);
}

void findLayers(const BoxGraph &graph, LayeredGraph &layered)
{
    for (std::size_t box = 0; box < graph.boxes.size(); ++box)
        layered.vertices.push_back({.box = static_cast<int>(box)});
    std::vector<Edge> edges = graph.edges;
    std::ranges::sort(edges, {}, &Edge::from);
    for (const Edge &edge : edges) {
        if (edge.from < 0 || edge.from >= edge.to || edge.to >= static_cast<int>(graph.boxes.size()))
            throw Error("A graph with an edge from box " + std::to_string(edge.from) + " to box " +
                        std::to_string(edge.to) + " of " + std::to_string(graph.boxes.size()) +
                        " cannot be laid out: edges lead to later boxes.");
        Vertex &end = layered.at(edge.to);
        end.layer = std::max(end.layer, layered.at(edge.from).layer + 1);
    }
    std::ranges::stable_sort(edges, std::greater(), &Edge::from);
    for (const Edge &edge : edges) {
        Vertex &start = layered.at(edge.from);
        start.height = std::max(start.height, layered.at(edge.to).height + 1);
    }
}

/// Edges of one box share the vertices that they pass.
void cutEdges(const BoxGraph &graph, LayeredGraph &layered)
{
    layered.routes.resize(graph.edges.size());
    for (const std::vector<std::size_t> &edges : edgesByStart(graph, layered)) {
        std::vector<int> line;
        for (const std::size_t edge : edges) {
            const auto [from, to] = graph.edges[edge];
            if (line.empty())
                line.push_back(from);
            while (layered.at(line.back()).layer + 1 < layered.at(to).layer) {
                const int passed = static_cast<int>(layered.vertices.size());
                layered.vertices.push_back({.layer = layered.at(line.back()).layer + 1});
                link(layered, line.back(), passed);
                line.push_back(passed);
            }
            link(layered, line.back(), to);
            layered.routes[edge] = line;
            layered.routes[edge].push_back(to);
        }
    }
}

/// Depth first, so that what belongs together stands side by side.
void fillLayers(LayeredGraph &layered)
{
    for (Vertex &vertex : layered.vertices)
        std::ranges::stable_sort(vertex.below, std::greater(),
                                 [&](int below) { return layered.at(below).isBox() ? layered.at(below).height : -1; });
    std::vector<bool> seen(layered.vertices.size());
    for (int root = 0; root < static_cast<int>(layered.vertices.size()); ++root) {
        std::vector<int> open = {root};
        while (!open.empty()) {
            const int next = open.back();
            open.pop_back();
            if (seen[static_cast<std::size_t>(next)])
                continue;
            seen[static_cast<std::size_t>(next)] = true;
            const Vertex &vertex = layered.at(next);
            layered.layers.resize(std::max(layered.layers.size(), static_cast<std::size_t>(vertex.layer) + 1));
            layered.layers[static_cast<std::size_t>(vertex.layer)].push_back(next);
            open.insert(open.end(), vertex.below.rbegin(), vertex.below.rend());
        }
    }
}

} // namespace

LayeredGraph layeredGraph(const BoxGraph &graph)
{
    LayeredGraph layered;
    findLayers(graph, layered);
    cutEdges(graph, layered);
    fillLayers(layered);
    return layered;
}

std::vector<int> positions(const LayeredGraph &graph)
{
    std::vector<int> places(graph.vertices.size());
    for (const std::vector<int> &layer : graph.layers)
        for (std::size_t place = 0; place < layer.size(); ++place)
            places[static_cast<std::size_t>(layer[place])] = static_cast<int>(place);
    return places;
}

} // namespace odimo::network
