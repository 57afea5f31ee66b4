// SPDX-License-Identifier: Apache-2.0
// Before: nodes in order.
// After: every node and every constant is needed for the output.
#include "core/onnx/passes/passes.h"

#include <algorithm>
#include <unordered_set>

namespace odimo::onnx {

void removeUnused(Graph &graph, Findings &findings)
{
    std::unordered_set<std::string> needed{graph.output};
    std::vector<Node> kept;
    for (auto node = graph.nodes.rbegin(); node != graph.nodes.rend(); ++node) {
        const auto isNeeded = [&](const std::string &value) {
            return needed.contains(value);
        };
        if (std::ranges::none_of(node->outputs, isNeeded)) {
            findings.ofNode(*node, Verdict::Note, "left out; the output does not depend on it");
            continue;
        }
        needed.insert(node->inputs.begin(), node->inputs.end());
        kept.push_back(std::move(*node));
    }
    std::ranges::reverse(kept);
    graph.nodes = std::move(kept);
    std::erase_if(graph.constants, [&](const auto &entry) { return !needed.contains(entry.first); });
}

} // namespace odimo::onnx
