// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/onnx/graph.h"

#include <iterator>
#include <string>
#include <unordered_map>

namespace odimo::onnx {

/// Values that stand for others in a pass that walks over the nodes in order: enter each node with `enter`, set with
/// `replace` what its readers read instead, and end with `finish`.
class Rewiring {
public:
    void enter(Node &node) const
    {
        for (std::string &value : node.inputs)
            value = standIn(value);
    }
    void replace(const std::string &value, const std::string &by) { m_standIns[value] = by; }
    void finish(Graph &graph) const { graph.output = standIn(graph.output); }

private:
    std::string standIn(const std::string &value) const
    {
        const auto found = m_standIns.find(value);
        return found == m_standIns.end() ? value : found->second;
    }

    std::unordered_map<std::string, std::string> m_standIns;
};

/// Takes out the nodes that nothing reads and for which goes(node) is true, the last first, so that chains go as a
/// whole.
template <typename Goes>
void removeUnread(Graph &graph, Goes goes)
{
    std::unordered_map<std::string, int> readers = readerCounts(graph);
    std::vector<Node> kept;
    for (auto node = graph.nodes.rbegin(); node != graph.nodes.rend(); ++node) {
        if (readers[node->outputs[0]] > 0 || !goes(*node)) {
            kept.push_back(std::move(*node));
            continue;
        }
        for (const std::string &value : node->inputs)
            --readers[value];
    }
    graph.nodes.assign(std::make_move_iterator(kept.rbegin()), std::make_move_iterator(kept.rend()));
}

} // namespace odimo::onnx
