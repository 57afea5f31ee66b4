// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/onnx/finding.h"
#include "core/onnx/graph.h"
#include "core/onnx/refusal.h"

#include <optional>

namespace odimo::onnx {

/// Collects the findings of an import. Invariant: at most one finding a node, named as in the file whatever passes make
/// of the node.
class Findings {
public:
    /// Of a graph as it was read.
    explicit Findings(const Graph &graph) : m_ofNodes(graph.nodes.size()) {}

    void ofFile(Verdict verdict, std::string reason, std::string remedy = {});
    /// The last verdict on a node counts, except that a refused one stays refused.
    void ofNode(const Node &node, Verdict verdict, std::string reason, std::string remedy = {});
    void foldedInto(const Node &node, const Node &target);

    /// Runs `action`; false if it threw a Refusal, which is recorded.
    template <typename Action>
    bool judge(const Node &node, Action action)
    {
        try {
            action();
            return true;
        } catch (const Refusal &refusal) {
            ofNode(node, Verdict::Refused, refusal.what(), refusal.remedy());
            return false;
        }
    }

    /// The last finding of the node.
    bool hasVerdict(const Node &node, Verdict verdict) const;
    bool isRefused(const Node &node) const { return hasVerdict(node, Verdict::Refused); }
    bool anyRefused() const;
    /// Those of the file, then one a node in the file's order.
    std::vector<Finding> inOrder() const;

private:
    std::vector<Finding> m_ofFile;
    std::vector<std::optional<Finding>> m_ofNodes; ///< By position.
};

} // namespace odimo::onnx
