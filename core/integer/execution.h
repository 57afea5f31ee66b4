// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/integer/convolution.h"
#include "core/integer/executor.h"

#include <cstdint>
#include <vector>

namespace odimo::integer {

/// A network with its weights in the order in which they are read. Several executions may share it.
struct PreparedNetwork {
    const QuantisedNetwork &network;
    std::vector<PreparedLayer> layers; ///< By node; empty where a node is no layer.
};

/// `network` must outlive what is made.
PreparedNetwork prepared(const QuantisedNetwork &network);

/// Computes one image after the other in memory of its own. Tensors lie as [H, W, C] while it computes, so that the
/// channels that are summed are neighbours.
class Execution {
public:
    explicit Execution(const PreparedNetwork &prepared);

    /// Throws Error if `image` has another shape than the network's input.
    void run(const CodeTensor &image);
    /// What a node put out for the last image.
    CodeTensor tensor(int node) const;

private:
    using Codes = std::vector<std::int16_t>;

    const network::Node &node() const { return m_network.network.node(m_node); }
    int inputNode(std::size_t index) const { return node().inputs[index]; }
    const Codes &input(std::size_t index = 0) const { return m_values[static_cast<std::size_t>(inputNode(index))]; }
    const network::Shape &inputShape(std::size_t index = 0) const
    {
        return m_network.network.node(inputNode(index)).output;
    }
    const CodeRange &range() const { return m_network.ranges[static_cast<std::size_t>(m_node)]; }

    void compute(const network::Input &, Codes &) {}
    void compute(const network::Convolution &, Codes &made) { computeLayer(made); }
    void compute(const network::FullyConnected &, Codes &made) { computeLayer(made); }
    void compute(const network::Addition &op, Codes &made);
    void compute(const network::Relu &op, Codes &made);
    void compute(const network::Concatenation &op, Codes &made);
    void compute(const network::MaxPool &op, Codes &made);
    void compute(const network::AveragePool &op, Codes &made);
    void compute(const network::GlobalAveragePool &op, Codes &made);
    void compute(const network::Flatten &op, Codes &made);
    void compute(const network::Identity &, Codes &made) { made = input(); }
    void compute(const network::BatchNormalization &, Codes &) {} // checkQuantised refuses it.
    void computeLayer(Codes &made);

    const PreparedNetwork &m_prepared;
    const QuantisedNetwork &m_network;
    std::vector<Codes> m_values; ///< By node.
    ConvolutionBuffers m_buffers;
    int m_node = 0;
};

} // namespace odimo::integer
