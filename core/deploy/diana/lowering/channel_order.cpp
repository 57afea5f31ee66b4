// SPDX-License-Identifier: Apache-2.0
#include "core/deploy/diana/lowering/channel_order.h"

#include "core/deploy/diana/lowering/chip_limits.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

namespace odimo::deploy {

namespace {

bool isDepthwise(const network::Node &node)
{
    const auto *convolution = std::get_if<network::Convolution>(&node.op);
    return convolution && convolution->groups > 1;
}

class Ordering {
public:
    Ordering(const integer::QuantisedNetwork &network, const std::vector<UnitRole> &roles)
        : m_network(network), m_graph(network.network), m_roles(roles), m_parent(m_graph.nodes().size())
    {
        std::iota(m_parent.begin(), m_parent.end(), 0);
    }

    std::vector<std::vector<int>> run()
    {
        unite();
        fixOrders();
        std::vector<std::vector<int>> orders;
        for (int node = 0; node <= m_graph.output(); ++node)
            orders.push_back(orderOf(groupOf(node)));
        return orders;
    }

private:
    int groupOf(int node) const
    {
        while (m_parent[static_cast<std::size_t>(node)] != node)
            node = m_parent[static_cast<std::size_t>(node)];
        return node;
    }

    /// A node whose order follows from those of other groups.
    bool joins(const network::Node &node) const
    {
        return std::holds_alternative<network::Concatenation>(node.op) ||
               (std::holds_alternative<network::Flatten>(node.op) &&
                !isOnePixel(m_graph.node(node.inputs.front()).output));
    }

    void unite()
    {
        for (int index = 1; index <= m_graph.output(); ++index) {
            const network::Node &node = m_graph.node(index);
            if (joins(node) || (network::isLayer(node) && !isDepthwise(node)))
                continue;
            for (const int input : node.inputs)
                m_parent[static_cast<std::size_t>(std::max(groupOf(input), groupOf(index)))] =
                    std::min(groupOf(input), groupOf(index));
        }
        for (int index = 0; index <= m_graph.output(); ++index) {
            if (joins(m_graph.node(index)))
                m_joining[groupOf(index)].push_back(index);
            else if (network::isLayer(m_graph.node(index)) && !isDepthwise(m_graph.node(index)))
                m_layers[groupOf(index)].push_back(index);
        }
    }

    /// Groups in the network's order: the input's, those that two joining nodes would order differently, and what is
    /// joined in either.
    void fixOrders()
    {
        std::vector<int> open{groupOf(0)};
        for (const auto &[group, nodes] : m_joining)
            if (nodes.size() > 1)
                open.push_back(group);
        while (!open.empty()) {
            const int group = open.back();
            open.pop_back();
            if (m_fixed.insert(group).second)
                for (const int node : m_joining[group])
                    for (const int input : m_graph.node(node).inputs)
                        open.push_back(groupOf(input));
        }
    }

    const std::vector<int> &orderOf(int group)
    {
        const auto known = m_orders.find(group);
        if (known != m_orders.end())
            return known->second;
        std::vector<int> order(static_cast<std::size_t>(m_graph.node(group).output.channels));
        std::iota(order.begin(), order.end(), 0);
        if (!m_fixed.contains(group)) {
            if (!m_joining[group].empty())
                order = joined(m_graph.node(m_joining[group].front()));
            else
                sortByUnits(order, m_layers[group]);
        }
        return m_orders[group] = std::move(order);
    }

    std::vector<int> joined(const network::Node &node)
    {
        std::vector<int> order;
        int first = 0;
        for (const int input : node.inputs) {
            const network::Shape &shape = m_graph.node(input).output;
            const int perChannel = std::holds_alternative<network::Flatten>(node.op) ? shape.height * shape.width : 1;
            for (const int channel : orderOf(groupOf(input)))
                for (int i = 0; i < perChannel; ++i)
                    order.push_back(first + channel * perChannel + i);
            first += shape.channels * perChannel;
        }
        return order;
    }

    /// By the units of all layers in the order of a Gray code, in which neighbours differ in one layer only.
    void sortByUnits(std::vector<int> &order, const std::vector<int> &layers) const
    {
        std::vector<std::vector<bool>> keys(order.size());
        for (const int layer : layers) {
            const std::vector<UnitRole> units =
                rolesOfChannels(m_network.layers[static_cast<std::size_t>(layer)], m_roles);
            for (std::size_t channel = 0; channel < keys.size(); ++channel) {
                std::vector<bool> &key = keys[channel];
                key.push_back((units[channel] == UnitRole::Analog) != (!key.empty() && key.back()));
            }
        }
        std::ranges::stable_sort(order, {}, [&](int channel) { return keys[static_cast<std::size_t>(channel)]; });
    }

    const integer::QuantisedNetwork &m_network;
    const network::Network &m_graph;
    const std::vector<UnitRole> &m_roles;
    std::vector<int> m_parent;                 ///< By node; of a group, the least.
    std::map<int, std::vector<int>> m_joining; ///< By group: concatenations and flattened images.
    std::map<int, std::vector<int>> m_layers;  ///< By group: what has units of its own.
    std::set<int> m_fixed;                     ///< Groups in the network's order.
    std::map<int, std::vector<int>> m_orders;
};

} // namespace

std::vector<std::vector<int>> channelOrders(const integer::QuantisedNetwork &network,
                                            const std::vector<UnitRole> &roles)
{
    return Ordering(network, roles).run();
}

} // namespace odimo::deploy
