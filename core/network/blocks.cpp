// SPDX-License-Identifier: Apache-2.0
#include "core/network/blocks.h"

#include <algorithm>

namespace odimo::network {

namespace {

std::size_t indexOf(int node) { return static_cast<std::size_t>(node); }

/// By node the last one before it that all paths to it pass; -1 for the first.
std::vector<int> dominators(const Network &network)
{
    std::vector<int> dominator(network.nodes().size(), -1);
    for (std::size_t node = 0; node < network.nodes().size(); ++node) {
        const std::vector<int> &inputs = network.nodes()[node].inputs;
        if (inputs.empty())
            continue;
        int common = inputs.front();
        for (int other : inputs)
            while (common != other) {
                int &later = common > other ? common : other;
                later = dominator[indexOf(later)];
            }
        dominator[node] = common;
    }
    return dominator;
}

bool joins(const Node &node)
{
    const bool isJoin = std::holds_alternative<Addition>(node.op) || std::holds_alternative<Concatenation>(node.op);
    return isJoin && std::ranges::any_of(node.inputs, [&](int input) { return input != node.inputs.front(); });
}

/// All nodes from which `join` can be reached and that lie behind `fork`, ascending.
std::vector<int> between(const Network &network, int fork, int join)
{
    std::set<int> found = {join};
    std::vector<int> open = {join};
    while (!open.empty()) {
        const int node = open.back();
        open.pop_back();
        for (const int input : network.node(node).inputs)
            if (input != fork && found.insert(input).second)
                open.push_back(input);
    }
    return {found.begin(), found.end()};
}

/// "layer1.0" of "layer1.0.conv1", "layer1.0.conv2" and "layer1.0.add".
std::string commonName(const Network &network, const std::vector<int> &nodes)
{
    const std::string &join = network.node(nodes.back()).name;
    std::string common = join;
    for (const int node : nodes) {
        const std::string &name = network.node(node).name;
        const auto [end, other] = std::ranges::mismatch(common, name);
        common.erase(end, common.end());
    }
    const std::size_t separator = common == join ? std::string::npos : common.find_last_of("./_");
    return separator == std::string::npos || separator == 0 ? join : common.substr(0, separator);
}

} // namespace

std::vector<Block> blocksOf(const Network &network)
{
    const std::vector<int> dominator = dominators(network);
    std::vector<std::vector<int>> readers(network.nodes().size());
    for (std::size_t node = 0; node < network.nodes().size(); ++node)
        for (const int input : network.nodes()[node].inputs)
            readers[indexOf(input)].push_back(static_cast<int>(node));

    std::vector<Block> blocks;
    for (int join = 0; join < static_cast<int>(network.nodes().size()); ++join) {
        if (!joins(network.node(join)))
            continue;
        std::vector<int> nodes = between(network, dominator[indexOf(join)], join);
        const bool isLeft = std::ranges::any_of(nodes, [&](int node) {
            if (node == join)
                return false;
            return std::ranges::any_of(readers[indexOf(node)],
                                       [&](int reader) { return !std::ranges::binary_search(nodes, reader); });
        });
        if (isLeft || nodes.size() < 2)
            continue;
        std::string name = commonName(network, nodes);
        blocks.push_back({std::move(name), dominator[indexOf(join)], std::move(nodes)});
    }
    return blocks;
}

FoldedGraph folded(const std::vector<std::vector<int>> &inputs, const std::vector<Block> &blocks,
                   const std::set<int> &closed)
{
    std::vector<int> standsFor(inputs.size());
    for (std::size_t node = 0; node < inputs.size(); ++node)
        standsFor[node] = static_cast<int>(node);
    for (const Block &block : blocks) // Ascending: an outer block comes after those within it.
        if (closed.contains(block.join()))
            for (const int node : block.nodes)
                standsFor[indexOf(node)] = block.join();

    FoldedGraph graph;
    graph.shownAs.resize(inputs.size());
    for (std::size_t node = 0; node < inputs.size(); ++node)
        if (standsFor[node] == static_cast<int>(node)) {
            graph.shownAs[node] = static_cast<int>(graph.shown.size());
            graph.shown.push_back(static_cast<int>(node));
        }
    for (std::size_t node = 0; node < inputs.size(); ++node)
        graph.shownAs[node] = graph.shownAs[indexOf(standsFor[node])];
    std::set<std::pair<int, int>> known;
    for (std::size_t node = 0; node < inputs.size(); ++node)
        for (const int input : inputs[node]) {
            const int from = graph.shownAs[indexOf(input)], to = graph.shownAs[node];
            if (from != to && known.emplace(from, to).second)
                graph.edges.push_back({from, to});
        }
    return graph;
}

std::set<int> innermost(const std::vector<Block> &blocks)
{
    std::set<int> joins;
    for (const Block &block : blocks)
        if (std::ranges::none_of(blocks, [&](const Block &other) {
                return other != block && std::ranges::binary_search(block.nodes, other.join());
            }))
            joins.insert(block.join());
    return joins;
}

} // namespace odimo::network
