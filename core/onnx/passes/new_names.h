// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/onnx/graph.h"

#include <unordered_set>

namespace odimo::onnx {

/// Names for values that passes add, none of which the graph has.
class NewNames {
public:
    explicit NewNames(const Graph &graph) : m_taken{graph.input}
    {
        for (const auto &[name, constant] : graph.constants)
            m_taken.insert(name);
        for (const Node &node : graph.nodes)
            m_taken.insert(node.outputs.begin(), node.outputs.end());
    }

    /// "name'" if it is free, otherwise "name''", ...
    std::string like(std::string name)
    {
        do
            name += '\'';
        while (!m_taken.insert(name).second);
        return name;
    }

private:
    std::unordered_set<std::string> m_taken;
};

} // namespace odimo::onnx
