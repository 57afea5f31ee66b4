// SPDX-License-Identifier: Apache-2.0
#include "core/network/network.h"

#include "core/base/error.h"
#include "core/base/overloaded.h"
#include "core/network/shape_inference.h"

#include <algorithm>
#include <cmath>

namespace odimo::network {

const char *operatorName(const Operator &op)
{
    return std::visit(Overloaded{
                          [](const Input &) { return "input"; },
                          [](const Convolution &) { return "convolution"; },
                          [](const FullyConnected &) { return "fully_connected"; },
                          [](const BatchNormalization &) { return "batch_normalization"; },
                          [](const Relu &) { return "relu"; },
                          [](const Addition &) { return "addition"; },
                          [](const Concatenation &) { return "concatenation"; },
                          [](const MaxPool &) { return "max_pool"; },
                          [](const AveragePool &) { return "average_pool"; },
                          [](const GlobalAveragePool &) { return "global_average_pool"; },
                          [](const Flatten &) { return "flatten"; },
                          [](const Identity &) { return "identity"; },
                      },
                      op);
}

Network::Network(std::string name, Shape input) : m_name(std::move(name))
{
    within(m_name + ": the input: ", [&] {
        m_nodes.push_back({"input", Input{input}, {}, inferShape(Input{input}, {})});
    });
}

int Network::add(std::string name, Operator op, std::vector<int> inputs, bool searched)
{
    const std::string where = m_name + ": node \"" + name + "\" (" + operatorName(op) + "): ";
    if (name.empty())
        throw Error(where + "a node needs a name");
    if (std::ranges::find(m_nodes, name, &Node::name) != m_nodes.end())
        throw Error(where + "the name is taken by an earlier node");
    if (std::holds_alternative<Input>(op))
        throw Error(where + "a network has one input, its first node");

    std::vector<Shape> shapes;
    for (int index : inputs) {
        if (index < 0 || index > output())
            throw Error(where + "its input " + std::to_string(index) + " is no earlier node");
        shapes.push_back(node(index).output);
    }
    const Shape shape = within(where, [&] { return inferShape(op, shapes); });
    m_nodes.push_back({std::move(name), op, std::move(inputs), shape, searched});
    return output();
}

void Network::setRange(int index, ValueRange range)
{
    Node &node = m_nodes.at(static_cast<std::size_t>(index));
    if (!std::isfinite(range.least) || !std::isfinite(range.most) || range.least > 0 || range.most < 0 ||
        range.least == range.most)
        throw Error(m_name + ": node \"" + node.name + "\": its range is from " + std::to_string(range.least) + " to " +
                    std::to_string(range.most) + "; it must be finite, hold 0 and more than that");
    node.range = range;
}

void Network::setInputValues(InputValues values) { std::get<Input>(m_nodes.front().op).values = values; }

int Network::find(const std::string &name) const
{
    const auto found = std::ranges::find(m_nodes, name, &Node::name);
    if (found == m_nodes.end())
        throw Error("the network " + m_name + " has no node \"" + name + "\"");
    return static_cast<int>(found - m_nodes.begin());
}

std::vector<int> Network::consumers(int index) const
{
    std::vector<int> readers;
    for (int reader = index + 1; reader <= output(); ++reader)
        if (std::ranges::find(node(reader).inputs, index) != node(reader).inputs.end())
            readers.push_back(reader);
    return readers;
}

void checkComplete(const Network &network)
{
    for (int index = 0; index < network.output(); ++index)
        if (network.consumers(index).empty())
            throw Error(network.name() + ": node \"" + network.node(index).name +
                        "\" is read by no other node; remove it, or connect it");
    const Node &last = network.node(network.output());
    if (network.output() == 0 || last.output.height != 1 || last.output.width != 1)
        throw Error(network.name() + ": the last node, \"" + last.name + "\", gives " + shapeText(last.output) +
                    "; a classifier ends in one number a class, [classes, 1, 1]");
}

bool isLayer(const Node &node)
{
    return std::holds_alternative<Convolution>(node.op) || std::holds_alternative<FullyConnected>(node.op);
}

std::vector<bool> signedNodes(const Network &network)
{
    std::vector<bool> isSigned;
    for (const Node &node : network.nodes()) {
        const bool readsSigned =
            std::ranges::any_of(node.inputs, [&](int input) { return isSigned[static_cast<std::size_t>(input)]; });
        isSigned.push_back(std::visit(Overloaded{
                                          [](const Input &op) { return op.values == InputValues::Signed; },
                                          [](const Convolution &op) { return !op.relu; },
                                          [](const FullyConnected &op) { return !op.relu; },
                                          [](const BatchNormalization &) { return true; },
                                          [](const Relu &) { return false; },
                                          [&](const Addition &op) { return !op.relu && readsSigned; },
                                          [&](const auto &) { return readsSigned; },
                                      },
                                      node.op));
    }
    return isSigned;
}

std::int64_t macs(const Network &network, int index)
{
    const Node &node = network.node(index);
    if (!isLayer(node))
        return 0;
    const std::int64_t inChannels = network.node(node.inputs[0]).output.channels;
    const std::int64_t outputs = std::int64_t{node.output.channels} * node.output.height * node.output.width;
    if (const auto *convolution = std::get_if<Convolution>(&node.op))
        return outputs * (inChannels / convolution->groups) * convolution->kernel.height * convolution->kernel.width;
    return outputs * inChannels;
}

} // namespace odimo::network
