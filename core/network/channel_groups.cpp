// SPDX-License-Identifier: Apache-2.0
#include "core/network/channel_groups.h"

#include "core/base/overloaded.h"

#include <numeric>

namespace odimo::network {

namespace {

/// Sets of nodes that are joined step by step (union-find).
class Joined {
public:
    explicit Joined(std::size_t nodes) : m_parent(nodes), m_fixed(nodes, false)
    {
        std::iota(m_parent.begin(), m_parent.end(), 0);
    }

    int rootOf(int node)
    {
        int &parent = m_parent[static_cast<std::size_t>(node)];
        return parent == node ? node : parent = rootOf(parent);
    }

    void join(int one, int other)
    {
        const int from = rootOf(other), to = rootOf(one);
        m_parent[static_cast<std::size_t>(from)] = to;
        m_fixed[static_cast<std::size_t>(to)] = isFixed(one) || m_fixed[static_cast<std::size_t>(from)];
    }

    void fix(int node) { m_fixed[static_cast<std::size_t>(rootOf(node))] = true; }
    bool isFixed(int node) { return m_fixed[static_cast<std::size_t>(rootOf(node))]; }

private:
    std::vector<int> m_parent;
    std::vector<bool> m_fixed;
};

void addNode(Joined &joined, const Network &network, int index, bool depthwise)
{
    const Node &node = network.node(index);
    const auto fixAll = [&] {
        joined.fix(index);
        for (const int input : node.inputs)
            joined.fix(input);
    };
    const auto joinAll = [&] {
        for (const int input : node.inputs)
            joined.join(input, index);
    };
    std::visit(Overloaded{[&](const Input &) { joined.fix(index); },
                          [&](const Convolution &convolution) {
                              const int inputs = network.node(node.inputs.front()).output.channels;
                              if (depthwise ||
                                  (convolution.groups == inputs && convolution.groups == convolution.outChannels))
                                  joinAll();
                              else if (convolution.groups > 1)
                                  fixAll();
                          },
                          [](const FullyConnected &) {}, [&](const Concatenation &) { fixAll(); },
                          [&](const Flatten &) {
                              const Shape &read = network.node(node.inputs.front()).output;
                              read.height *read.width == 1 ? joinAll() : fixAll();
                          },
                          [&](const BatchNormalization &) { joinAll(); }, [&](const Relu &) { joinAll(); },
                          [&](const Addition &) { joinAll(); }, [&](const MaxPool &) { joinAll(); },
                          [&](const AveragePool &) { joinAll(); }, [&](const GlobalAveragePool &) { joinAll(); },
                          [&](const Identity &) {
                              joinAll();
                          }},
               node.op);
}

} // namespace

ChannelGroups channelGroups(const Network &network, const std::vector<bool> &depthwise)
{
    Joined joined(network.nodes().size());
    for (int index = 0; index <= network.output(); ++index)
        addNode(joined, network, index, depthwise[static_cast<std::size_t>(index)]);
    joined.fix(network.output());
    ChannelGroups found;
    std::vector<int> groupOfRoot(network.nodes().size(), -1);
    for (int index = 0; index <= network.output(); ++index) {
        const Node &node = network.node(index);
        int &group = groupOfRoot[static_cast<std::size_t>(joined.rootOf(index))];
        if (group < 0) {
            group = static_cast<int>(found.groups.size());
            found.groups.push_back({.channels = node.output.channels, .layers = {}, .fixed = joined.isFixed(index)});
        }
        if (isLayer(node))
            found.groups[static_cast<std::size_t>(group)].layers.push_back(node.name);
        found.ofNode.push_back(group);
    }
    return found;
}

} // namespace odimo::network
