// SPDX-License-Identifier: Apache-2.0
#include "core/onnx/passes/wiring.h"

#include <algorithm>

namespace odimo::onnx {

Wiring::Wiring(Graph &graph) : m_graph(graph), m_producer(producers(graph))
{
    for (std::size_t index = 0; index < graph.nodes.size(); ++index)
        for (const std::string &value : graph.nodes[index].inputs)
            m_readers[value].push_back(index);
}

Node *Wiring::producer(const std::string &value)
{
    const auto found = m_producer.find(value);
    return found == m_producer.end() ? nullptr : &m_graph.nodes[found->second];
}

bool Wiring::hasOneReader(const std::string &value)
{
    return m_readers[value].size() + (value == m_graph.output ? 1 : 0) == 1;
}

void Wiring::bypass(const Node &node, const std::string &value)
{
    const std::string old = node.outputs[0];
    const std::vector<std::size_t> readers = std::move(m_readers[old]);
    m_readers.erase(old);
    for (const std::string &read : node.inputs)
        std::erase(m_readers[read], indexOf(node));
    for (const std::size_t reader : readers) {
        std::ranges::replace(m_graph.nodes[reader].inputs, old, value);
        m_readers[value].push_back(reader);
    }
    if (m_graph.output == old)
        m_graph.output = value;
    m_gone.insert(old);
}

void Wiring::finish()
{
    std::erase_if(m_graph.nodes, [&](const Node &node) { return m_gone.contains(node.outputs[0]); });
}

} // namespace odimo::onnx
