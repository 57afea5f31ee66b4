// SPDX-License-Identifier: Apache-2.0
// Before: the output may be made from the class scores by nodes that do not change which is the largest: Softmax,
// LogSoftmax, Hardmax, Sigmoid, Log, ArgMax, a Clip to other bounds than 0 and more, and views before and behind these.
// After: the output is the scores themselves; training brings a softmax of its own.
#include "core/onnx/operators/clip.h"
#include "core/onnx/passes/passes.h"
#include "core/onnx/operators/views.h"

#include <algorithm>
#include <array>
#include <unordered_set>

namespace odimo::onnx {

namespace {

constexpr std::array overAxis = {"Softmax", "LogSoftmax", "Hardmax", "ArgMax"};

/// A clip of scores ties some of them at most.
bool isClip(const Node &node) { return node.op == "Clip" && lowerBound(node).value_or(0) != 0; }

bool worksOverAxis(const Node &node) { return std::ranges::find(overAxis, node.op) != overAxis.end(); }

/// True if the node compares all `scores` of an image with each other. Before opset 13 the kinds of Softmax take all
/// axes from theirs on as one. [N, C, H, W] is let through: what its image of scores lacks, the whole output tells
/// best.
bool isOverScores(const Graph &graph, const Node &node, const Dimensions &shape, std::int64_t scores)
{
    const bool isArgMax = node.op == "ArgMax";
    const bool takesAll = !isArgMax && graph.opset < 13;
    const std::size_t axis = axisOf(integerAttribute(node, "axis", isArgMax ? 0 : takesAll ? 1 : -1), shape.size());
    if (axis == 0 && shape.size() > 1) // The batch.
        return false;
    const auto begin = shape.begin() + static_cast<std::ptrdiff_t>(axis);
    const Dimensions compared(begin, takesAll ? shape.end() : begin + 1);
    return elementCount(compared) == scores || (axis == 1 && shape.size() == 4);
}

class EndingRemoval {
public:
    EndingRemoval(Graph &graph, Findings &findings) : m_graph(graph), m_findings(findings), m_producer(producers(graph))
    {
    }

    void run()
    {
        std::vector<const Node *> behind;
        for (const Node *node = lastBefore(m_graph.output); node; node = lastBefore(node->inputs[0])) {
            bool goes = false;
            if (!m_findings.judge(*node, [&] { goes = isEnding(*node); }))
                break;
            if (!goes && !isView(*node) && node->op != "Cast")
                break;
            behind.push_back(node);
            if (!goes)
                continue;
            for (const Node *each : behind)
                leaveOut(*each);
            behind.clear();
            m_graph.output = node->inputs[0];
        }
        std::erase_if(m_graph.nodes, [&](const Node &node) { return m_gone.contains(node.outputs[0]); });
    }

private:
    /// The node that computes a value from one other alone.
    const Node *lastBefore(const std::string &value) const
    {
        const auto found = m_producer.find(value);
        const Node *node = found == m_producer.end() ? nullptr : &m_graph.nodes[found->second];
        const bool isPlain = node && node->domain.empty() && !node->inputs.empty() && node->outputs[0] == value;
        return isPlain && computedInputs(m_graph, *node) == std::vector{node->inputs[0]} ? node : nullptr;
    }

    /// Behind what is refused already, where shapes are not known, there is nothing to add.
    bool isEnding(const Node &node) const
    {
        if (!worksOverAxis(node) && node.op != "Sigmoid" && node.op != "Log" && !isView(node) && !isClip(node))
            return false;
        const auto shape = m_graph.shapes.find(node.inputs[0]);
        const auto input = m_graph.shapes.find(m_graph.input);
        if (shape == m_graph.shapes.end() || input == m_graph.shapes.end())
            return !isView(node);
        const std::int64_t batch = input->second.at(0);
        const std::int64_t scores = elementCount(shape->second).value_or(0) / batch;
        if (worksOverAxis(node))
            return isOverScores(m_graph, node, shape->second, scores);
        const std::size_t rank = shape->second.size();
        const bool readsScores = (rank == 2 || rank == 4) && shape->second[1] == scores;
        // A flatten of [N, C, 1, 1] is part of the network.
        return readsScores && (!isView(node) || viewShape(m_graph, node, shape->second) != Dimensions{batch, scores});
    }

    void leaveOut(const Node &node)
    {
        m_gone.insert(node.outputs[0]);
        if (isView(node))
            m_findings.ofNode(node, Verdict::Folded, "left out; it only reshapes the scores");
        else
            m_findings.ofNode(node, Verdict::Note, "left out; the class with the highest score stays the same");
    }

    Graph &m_graph;
    Findings &m_findings;
    std::unordered_map<std::string, std::size_t> m_producer;
    std::unordered_set<std::string> m_gone;
};

} // namespace

void dropEnding(Graph &graph, Findings &findings) { EndingRemoval(graph, findings).run(); }

} // namespace odimo::onnx
