// SPDX-License-Identifier: Apache-2.0
#include "core/network/layout/crossings.h"

#include <algorithm>

namespace odimo::network {

namespace {

/// Counts how many of the numbers that were added lie above a bound (Fenwick tree).
class RankCounter {
public:
    explicit RankCounter(std::size_t bound) : m_sums(bound + 1) {}

    void add(int value)
    {
        ++m_total;
        for (auto at = static_cast<std::size_t>(value) + 1; at < m_sums.size(); at += at & (~at + 1))
            ++m_sums[at];
    }

    std::int64_t above(int value) const
    {
        std::int64_t least = 0;
        for (auto at = static_cast<std::size_t>(value) + 1; at > 0; at -= at & (~at + 1))
            least += m_sums[at];
        return m_total - least;
    }

private:
    std::vector<std::int64_t> m_sums;
    std::int64_t m_total = 0;
};

std::int64_t crossingsBelow(const LayeredGraph &graph, const std::vector<int> &layer, const std::vector<int> &places)
{
    RankCounter ends(graph.vertices.size());
    std::int64_t count = 0;
    for (const int vertex : layer) {
        for (const int end : graph.at(vertex).below)
            count += ends.above(places[static_cast<std::size_t>(end)]);
        for (const int end : graph.at(vertex).below)
            ends.add(places[static_cast<std::size_t>(end)]);
    }
    return count;
}

/// A vertex without neighbours keeps its place.
void sortByBarycentre(const LayeredGraph &graph, std::vector<int> &layer, std::vector<int> Vertex::*neighbours,
                      std::vector<int> &places)
{
    std::vector<std::pair<double, int>> keyed;
    for (const int vertex : layer) {
        const std::vector<int> &near = graph.at(vertex).*neighbours;
        double sum = near.empty() ? places[static_cast<std::size_t>(vertex)] : 0;
        for (const int neighbour : near)
            sum += places[static_cast<std::size_t>(neighbour)];
        keyed.emplace_back(sum / static_cast<double>(std::max<std::size_t>(1, near.size())), vertex);
    }
    std::ranges::stable_sort(keyed, {}, &std::pair<double, int>::first);
    for (std::size_t place = 0; place < layer.size(); ++place) {
        layer[place] = keyed[place].second;
        places[static_cast<std::size_t>(layer[place])] = static_cast<int>(place);
    }
}

} // namespace

std::int64_t crossings(const LayeredGraph &graph)
{
    const std::vector<int> places = positions(graph);
    std::int64_t count = 0;
    for (const std::vector<int> &layer : graph.layers)
        count += crossingsBelow(graph, layer, places);
    return count;
}

void reduceCrossings(LayeredGraph &graph)
{
    constexpr int patience = 4; // Sweeps without fewer crossings.
    std::vector<std::vector<int>> best = graph.layers;
    std::int64_t fewest = crossings(graph);
    for (int sweep = 0, vain = 0; fewest > 0 && vain < patience; ++sweep, ++vain) {
        std::vector<int> places = positions(graph);
        if (sweep % 2 == 0)
            for (std::vector<int> &layer : graph.layers)
                sortByBarycentre(graph, layer, &Vertex::above, places);
        else
            for (auto layer = graph.layers.rbegin(); layer != graph.layers.rend(); ++layer)
                sortByBarycentre(graph, *layer, &Vertex::below, places);
        if (const std::int64_t count = crossings(graph); count < fewest) {
            fewest = count;
            best = graph.layers;
            vain = -1;
        }
    }
    graph.layers = best;
}

} // namespace odimo::network
