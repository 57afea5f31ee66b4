// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/onnx/graph.h"

#include <unordered_set>

namespace odimo::onnx {

/// Values that cannot be below 0, told node by node, in order.
class NotNegative {
public:
    bool contains(const std::string &value) const { return m_values.contains(value); }
    void add(const std::string &value) { m_values.insert(value); }
    /// Adds the node's result if the node clips to 0 and more, or makes nothing below 0 of values that are not.
    void follow(const Graph &graph, const Node &node);

private:
    std::unordered_set<std::string> m_values;
};

} // namespace odimo::onnx
