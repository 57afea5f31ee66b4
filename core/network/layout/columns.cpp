// SPDX-License-Identifier: Apache-2.0
#include "core/network/layout/columns.h"

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <map>

namespace odimo::network {

namespace {

/// A piece of an edge between two layers that may become vertical.
struct Piece {
    int upper = 0;
    int lower = 0;
    int importance = 0;
    int offCentre = 0; ///< Twice the distance from the middle of the neighbours at both ends.
};

int importanceOf(const Vertex &upper, const Vertex &lower)
{
    if (!upper.isBox() && !lower.isBox())
        return 3;
    if (upper.isBox() && lower.isBox())
        return upper.height == lower.height + 1 ? 2 : 1;
    return 0;
}

int offCentre(const std::vector<int> &neighbours, int vertex, const std::vector<int> &places)
{
    int before = 0;
    for (const int neighbour : neighbours)
        if (places[static_cast<std::size_t>(neighbour)] < places[static_cast<std::size_t>(vertex)])
            ++before;
    return std::abs(2 * before - static_cast<int>(neighbours.size()) + 1);
}

std::vector<Piece> piecesByImportance(const LayeredGraph &graph, const std::vector<int> &places)
{
    std::vector<Piece> pieces;
    for (const std::vector<int> &layer : graph.layers)
        for (const int upper : layer)
            for (const int lower : graph.at(upper).below)
                pieces.push_back({upper, lower, importanceOf(graph.at(upper), graph.at(lower)),
                                  offCentre(graph.at(upper).below, lower, places) +
                                      offCentre(graph.at(lower).above, upper, places)});
    std::ranges::stable_sort(pieces, [](const Piece &one, const Piece &other) {
        return one.importance != other.importance ? one.importance > other.importance : one.offCentre < other.offCentre;
    });
    return pieces;
}

/// By vertex the one below it in the same column, or -1. A vertex continues one above it, and columns do not cross.
std::vector<int> verticalNeighbours(const LayeredGraph &graph)
{
    const std::vector<int> places = positions(graph);
    std::vector<int> next(graph.vertices.size(), -1);
    std::vector<bool> continues(graph.vertices.size());
    std::vector<std::map<int, int>> verticals(graph.layers.size()); ///< From place to place in the layer below.
    for (const Piece &piece : piecesByImportance(graph, places)) {
        const auto upper = static_cast<std::size_t>(piece.upper), lower = static_cast<std::size_t>(piece.lower);
        if (next[upper] >= 0 || continues[lower])
            continue;
        std::map<int, int> &beside = verticals[static_cast<std::size_t>(graph.at(piece.upper).layer)];
        const auto right = beside.lower_bound(places[upper]);
        if ((right != beside.end() && right->second < places[lower]) ||
            (right != beside.begin() && std::prev(right)->second > places[lower]))
            continue;
        beside[places[upper]] = places[lower];
        next[upper] = piece.lower;
        continues[lower] = true;
    }
    return next;
}

/// Vertices in one column, moved as one.
struct Columns {
    std::vector<std::vector<int>> members;
    std::vector<std::size_t> columnOf; ///< By vertex.
};

Columns columnsOf(const LayeredGraph &graph)
{
    const std::vector<int> next = verticalNeighbours(graph);
    std::vector<bool> isTop(next.size(), true);
    for (const int vertex : next)
        if (vertex >= 0)
            isTop[static_cast<std::size_t>(vertex)] = false;
    Columns columns{.members = {}, .columnOf = std::vector<std::size_t>(next.size())};
    for (const std::vector<int> &layer : graph.layers)
        for (const int top : layer) {
            if (!isTop[static_cast<std::size_t>(top)])
                continue;
            columns.members.emplace_back();
            for (int vertex = top; vertex >= 0; vertex = next[static_cast<std::size_t>(vertex)]) {
                columns.members.back().push_back(vertex);
                columns.columnOf[static_cast<std::size_t>(vertex)] = columns.members.size() - 1;
            }
        }
    return columns;
}

/// Finds places for the columns that keep their distances.
class Placement {
public:
    Placement(const LayeredGraph &graph, const std::vector<BoxSize> &boxes, const LayoutGaps &gaps)
        : m_graph(graph), m_boxes(boxes), m_gaps(gaps), m_columns(columnsOf(graph)), m_places(positions(graph)),
          m_x(m_columns.members.size())
    {
        findOrder();
        constexpr int rounds = 24; // More change nothing that can be seen.
        for (int round = 0; round < rounds; ++round) {
            for (auto column = m_order.rbegin(); column != m_order.rend(); ++column)
                pullTogether(*column);
            for (const std::size_t column : m_order)
                pullTogether(column);
        }
    }

    std::vector<double> vertexPlaces() const
    {
        std::vector<double> places;
        for (int vertex = 0; vertex < static_cast<int>(m_graph.vertices.size()); ++vertex)
            places.push_back(xOf(vertex));
        return places;
    }

private:
    std::size_t columnOf(int vertex) const { return m_columns.columnOf[static_cast<std::size_t>(vertex)]; }
    double xOf(int vertex) const { return m_x[columnOf(vertex)]; }

    /// The vertex so many places to the right, or -1.
    int beside(int vertex, int by) const
    {
        const std::vector<int> &layer = m_graph.layers[static_cast<std::size_t>(m_graph.at(vertex).layer)];
        const int place = m_places[static_cast<std::size_t>(vertex)] + by;
        return place < 0 || place >= static_cast<int>(layer.size()) ? -1 : layer[static_cast<std::size_t>(place)];
    }

    double halfWidth(const Vertex &vertex) const
    {
        return vertex.isBox() ? m_boxes[static_cast<std::size_t>(vertex.box)].width / 2 : 0;
    }

    double distance(int one, int other) const
    {
        const Vertex &left = m_graph.at(one), &right = m_graph.at(other);
        return halfWidth(left) + halfWidth(right) + (left.isBox() && right.isBox() ? m_gaps.column : m_gaps.lane);
    }

    /// From left to right; as far left as the columns before allow.
    void findOrder()
    {
        std::vector<int> waitsFor(m_x.size());
        std::vector<std::size_t> ready;
        for (std::size_t column = 0; column < m_x.size(); ++column) {
            waitsFor[column] = static_cast<int>(
                std::ranges::count_if(m_columns.members[column], [&](int vertex) { return beside(vertex, -1) >= 0; }));
            if (waitsFor[column] == 0)
                ready.push_back(column);
        }
        for (std::size_t at = 0; at < ready.size(); ++at)
            for (const int vertex : m_columns.members[ready[at]]) {
                const int right = beside(vertex, 1);
                if (right < 0)
                    continue;
                double &x = m_x[columnOf(right)];
                x = std::max(x, xOf(vertex) + distance(vertex, right));
                if (--waitsFor[columnOf(right)] == 0)
                    ready.push_back(columnOf(right));
            }
        m_order = std::move(ready);
    }

    /// To the middle of what its edges lead to, as far as its neighbours let it.
    void pullTogether(std::size_t column)
    {
        double least = -std::numeric_limits<double>::infinity(), most = -least;
        double sum = 0, count = 0;
        for (const int vertex : m_columns.members[column]) {
            if (const int left = beside(vertex, -1); left >= 0)
                least = std::max(least, xOf(left) + distance(left, vertex));
            if (const int right = beside(vertex, 1); right >= 0)
                most = std::min(most, xOf(right) - distance(vertex, right));
            for (const std::vector<int> *neighbours : {&m_graph.at(vertex).above, &m_graph.at(vertex).below})
                for (const int neighbour : *neighbours)
                    if (columnOf(neighbour) != column) {
                        sum += xOf(neighbour);
                        ++count;
                    }
        }
        if (count > 0)
            m_x[column] = std::max(least, std::min(most, sum / count));
    }

    const LayeredGraph &m_graph;
    const std::vector<BoxSize> &m_boxes;
    const LayoutGaps &m_gaps;
    Columns m_columns;
    std::vector<int> m_places;
    std::vector<double> m_x; ///< By column.
    std::vector<std::size_t> m_order;
};

} // namespace

std::vector<double> columns(const LayeredGraph &graph, const std::vector<BoxSize> &boxes, const LayoutGaps &gaps)
{
    return Placement(graph, boxes, gaps).vertexPlaces();
}

} // namespace odimo::network
