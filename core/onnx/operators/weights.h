// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/network/parameters.h"
#include "core/onnx/graph.h"

namespace odimo::onnx {

/// Hands the constants of a graph over to the network: moved to the last node that reads them, copied to others.
class Weights {
public:
    explicit Weights(Graph &graph) : m_graph(graph), m_readers(readerCounts(graph)) {}

    /// Input `index` of the node, a constant. Throws Refusal naming the tensor if a value is not finite.
    std::vector<float> take(const Node &node, std::size_t index);
    const Graph &graph() const { return m_graph; }

private:
    Graph &m_graph;
    std::unordered_map<std::string, int> m_readers;
};

/// `constant` added to a tensor [N, channels] or, with rank 4, [N, channels, H, W], as one value a channel; absent if
/// it differs within a channel, or would make the tensor larger.
std::optional<std::vector<float>> perChannel(const Constant &constant, std::size_t rank, std::int64_t channels);

} // namespace odimo::onnx
