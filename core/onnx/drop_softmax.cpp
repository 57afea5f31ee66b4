// SPDX-License-Identifier: Apache-2.0
// Before: the output may be that of a Softmax over the classes.
// After: the output is its input: training brings a softmax of its own, and the largest score stays the largest.
#include "core/onnx/passes.h"

#include <algorithm>

namespace odimo::onnx {

namespace {

/// The classes are axis 1 of [N, C] and [N, C, 1, 1]; before opset 13 all axes from `axis` on count as one. Behind
/// what is refused already, where shapes are not known, there is nothing to add.
bool isOverClasses(const Graph &graph, const Node &node)
{
    const auto shape = graph.shapes.find(node.inputs[0]);
    if (shape == graph.shapes.end())
        return true;
    const std::size_t rank = shape->second.size();
    const std::size_t axis = axisOf(integerAttribute(node, "axis", graph.opset < 13 ? 1 : -1), rank);
    return axis == 1 && (rank == 2 || rank == 4);
}

} // namespace

void dropSoftmax(Graph &graph, Findings &findings)
{
    const auto isLast = [&](const Node &node) {
        return node.outputs[0] == graph.output;
    };
    const auto last = std::ranges::find_if(graph.nodes, isLast);
    if (last == graph.nodes.end() || last->op != "Softmax" || !last->domain.empty() || last->inputs.size() != 1)
        return;
    bool goes = false;
    findings.judge(*last, [&] { goes = isOverClasses(graph, *last); });
    if (!goes)
        return;
    findings.ofNode(*last, Verdict::Note, "left out; the class with the highest score stays the same");
    graph.output = last->inputs[0];
    graph.nodes.erase(last);
}

} // namespace odimo::onnx
