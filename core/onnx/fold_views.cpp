// SPDX-License-Identifier: Apache-2.0
// Before: Flatten, Reshape, Squeeze, Unsqueeze and Transpose nodes, which may follow each other.
// After: those that keep the values in their order are gone where they keep the shape as well; the others are one
// Flatten to [N, C], or one Identity from [N, C] to [N, C, 1, 1], and read what the first of the chain read. A
// Transpose keeps the order if it moves axes of size 1 only. What is left of these operators has no place in a network.
#include "core/onnx/passes.h"
#include "core/onnx/rewiring.h"
#include "core/onnx/views.h"

namespace odimo::onnx {

namespace {

bool keepsOrder(const Node &node, const Dimensions &shape)
{
    if (node.op != "Transpose")
        return true;
    std::size_t last = 0;
    for (const std::size_t axis : permutation(node, shape.size())) {
        if (shape[axis] != 1 && axis < last)
            return false;
        last = shape[axis] == 1 ? last : axis;
    }
    return true;
}

class ViewFolding {
public:
    ViewFolding(Graph &graph, Findings &findings) : m_graph(graph), m_findings(findings) {}

    void run()
    {
        for (Node &node : m_graph.nodes) {
            m_rewiring.enter(node);
            m_findings.judge(node, [&] { fold(node); });
        }
        m_rewiring.finish(m_graph);
        removeUnread(m_graph, [&](const Node &node) { return m_views.contains(node.outputs[0]); });
    }

private:
    void fold(Node &node)
    {
        const auto known = node.inputs.empty() ? m_graph.shapes.end() : m_graph.shapes.find(node.inputs[0]);
        if (!isView(node) || !node.domain.empty() || known == m_graph.shapes.end() || !keepsOrder(node, known->second))
            return;
        const Dimensions after = viewShape(m_graph, node, known->second);
        const auto view = m_views.find(node.inputs[0]);
        const std::string source = view == m_views.end() ? node.inputs[0] : view->second;
        m_views[node.outputs[0]] = source;
        m_findings.ofNode(node, Verdict::Folded, "only a matter of shape; computes nothing");
        replace(node, source, m_graph.shapes.at(source), after);
    }

    void replace(Node &node, const std::string &source, const Dimensions &before, const Dimensions &after)
    {
        if (after == before) {
            m_rewiring.replace(node.outputs[0], source);
            return;
        }
        const bool isFlatten = before.size() == 4 && after.size() == 2 && after[0] == before[0];
        const bool isWidening = before.size() == 2 && after == Dimensions{before[0], before[1], 1, 1};
        if (!isFlatten && !isWidening)
            return;
        node.op = isFlatten ? "Flatten" : "Identity";
        node.inputs = {source};
        node.attributes.clear();
    }

    Graph &m_graph;
    Findings &m_findings;
    Rewiring m_rewiring;
    /// Values that are others, seen in another shape.
    std::unordered_map<std::string, std::string> m_views;
};

} // namespace

void foldViews(Graph &graph, Findings &findings) { ViewFolding(graph, findings).run(); }

} // namespace odimo::onnx
