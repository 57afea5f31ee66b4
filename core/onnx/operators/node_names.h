// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/onnx/graph.h"

#include <unordered_set>

namespace odimo::onnx {

/// Names for the network: "/body/body.0/conv1/Conv" is "body/body.0/conv1" there, "/body/body.0/Add" is
/// "body/body.0/Add". Long ones are shortened. Each is given once.
class NodeNames {
public:
    std::string nameFor(const Node &node);
    /// "name" if it is free, otherwise "name_2", "name_3", ...
    std::string unique(const std::string &name);

private:
    std::unordered_set<std::string> m_taken = {"input"};
    std::unordered_map<std::string, int> m_counts;
};

} // namespace odimo::onnx
