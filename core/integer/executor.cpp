// SPDX-License-Identifier: Apache-2.0
#include "core/integer/executor.h"

#include "core/base/error.h"
#include "core/integer/convolution.h"
#include "core/integer/pooling.h"

namespace odimo::integer {

namespace {

/// Computes one node after the other.
class Execution {
public:
    explicit Execution(const QuantisedNetwork &network) : m_network(network) {}

    std::vector<CodeTensor> run(const CodeTensor &input)
    {
        m_values.push_back(input);
        for (m_node = 1; m_node <= m_network.network.output(); ++m_node) {
            const network::Node &node = m_network.network.node(m_node);
            CodeTensor made{node.output, {}};
            made.codes.resize(static_cast<std::size_t>(node.output.channels) * node.output.height * node.output.width);
            std::visit([&](const auto &op) { compute(op, made); }, node.op);
            m_values.push_back(std::move(made));
        }
        return std::move(m_values);
    }

private:
    const CodeTensor &input(std::size_t index = 0) const
    {
        return m_values[static_cast<std::size_t>(m_network.network.node(m_node).inputs[index])];
    }
    const CodeRange &range() const { return m_network.ranges[static_cast<std::size_t>(m_node)]; }

    void compute(const network::Input &, CodeTensor &) const {}

    void compute(const network::Convolution &op, CodeTensor &made) const
    {
        convolve(op, m_network, m_node, input(), made);
    }

    void compute(const network::FullyConnected &, CodeTensor &made) const
    {
        const network::Shape &shape = input().shape;
        const int inputs = shape.channels * shape.height * shape.width;
        const CodeTensor image{{inputs, 1, 1}, input().codes};
        convolve({}, m_network, m_node, image, made);
    }

    void compute(const network::Addition &, CodeTensor &made) const
    {
        const int shift = shiftOf(m_network, m_node);
        for (std::size_t i = 0; i < made.codes.size(); ++i)
            made.codes[i] = static_cast<std::int16_t>(added(input(0).codes[i], input(1).codes[i], shift, range()));
    }

    void compute(const network::Relu &, CodeTensor &made) const
    {
        const int shift = shiftOf(m_network, m_node);
        for (std::size_t i = 0; i < made.codes.size(); ++i)
            made.codes[i] = static_cast<std::int16_t>(rescaled(input().codes[i], shift, range()));
    }

    void compute(const network::Concatenation &, CodeTensor &made) const
    {
        made.codes.clear();
        for (std::size_t index = 0; index < m_network.network.node(m_node).inputs.size(); ++index)
            made.codes.insert(made.codes.end(), input(index).codes.begin(), input(index).codes.end());
    }

    void compute(const network::MaxPool &op, CodeTensor &made) const { maxPool(op, input(), made); }
    void compute(const network::AveragePool &op, CodeTensor &made) const { averagePool(op, input(), made); }

    void compute(const network::GlobalAveragePool &, CodeTensor &made) const
    {
        averagePool({.kernel = {input().shape.height, input().shape.width}}, input(), made);
    }

    void compute(const network::Flatten &, CodeTensor &made) const { made.codes = input().codes; }
    void compute(const network::Identity &, CodeTensor &made) const { made.codes = input().codes; }
    void compute(const network::BatchNormalization &, CodeTensor &) const {} // checkQuantised refuses it.

    const QuantisedNetwork &m_network;
    std::vector<CodeTensor> m_values;
    int m_node = 0;
};

} // namespace

CodeTensor inputCodes(const QuantisedNetwork &network, std::span<const float> image)
{
    CodeTensor made{network.network.inputShape(), {}};
    made.codes.reserve(image.size());
    for (const float value : image)
        made.codes.push_back(static_cast<std::int16_t>(inputCode(value, network.ranges.front())));
    return made;
}

std::vector<CodeTensor> execute(const QuantisedNetwork &network, const CodeTensor &input)
{
    const network::Shape shape = network.network.inputShape();
    if (input.shape != shape ||
        input.codes.size() != static_cast<std::size_t>(shape.channels) * shape.height * shape.width)
        throw Error("An image of another size was given to the network " + network.network.name() + ".");
    return Execution(network).run(input);
}

} // namespace odimo::integer
