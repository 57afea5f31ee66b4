// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/onnx/graph.h"

#include <unordered_set>

namespace odimo::onnx {

/// Which node computes a value and which read it, for passes that take single nodes out. Nodes go by their index in
/// graph.nodes, which stays until `finish`.
class Wiring {
public:
    explicit Wiring(Graph &graph);

    /// nullptr: the input or a constant.
    Node *producer(const std::string &value);
    /// A node that reads a value twice is there twice.
    const std::vector<std::size_t> &readers(const std::string &value) { return m_readers[value]; }
    /// True if one node, or the output alone, reads the value.
    bool hasOneReader(const std::string &value);
    std::size_t indexOf(const Node &node) const { return static_cast<std::size_t>(&node - m_graph.nodes.data()); }

    /// What reads the node's first output reads `value` instead; the node goes.
    void bypass(const Node &node, const std::string &value);
    void finish();

private:
    Graph &m_graph;
    std::unordered_map<std::string, std::size_t> m_producer;
    std::unordered_map<std::string, std::vector<std::size_t>> m_readers;
    std::unordered_set<std::string> m_gone; ///< First outputs.
};

} // namespace odimo::onnx
