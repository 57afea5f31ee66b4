// SPDX-License-Identifier: Apache-2.0
// Before: ReduceMean and ReduceMax nodes, which may reduce one axis of the result of another of their kind.
// After: two that follow each other are one over the axes of both, unless something else reads the first.
#include "core/onnx/passes/passes.h"
#include "core/onnx/operators/reduction.h"

#include <algorithm>

namespace odimo::onnx {

namespace {

bool isKnown(const Graph &graph, const Node &node)
{
    return isReduction(node) && !node.inputs.empty() && graph.shapes.contains(node.inputs[0]) &&
           graph.shapes.contains(node.outputs[0]);
}

/// The axes of the first's input that both together are over.
std::vector<bool> axesOfBoth(const Graph &graph, const Node &first, const Node &second)
{
    std::vector<bool> both = reducedAxes(graph, first, graph.shapes.at(first.inputs[0]).size());
    std::vector<std::size_t> kept;
    for (std::size_t axis = 0; axis < both.size(); ++axis)
        if (keepsAxes(first) || !both[axis])
            kept.push_back(axis);
    const std::vector<bool> after = reducedAxes(graph, second, kept.size());
    for (std::size_t index = 0; index < kept.size(); ++index)
        if (after[index])
            both[kept[index]] = true;
    return both;
}

/// Makes `second` read what `first` reads; false if no single node has its result's shape.
bool merge(Graph &graph, const Node &first, Node &second)
{
    const std::vector<bool> reduced = axesOfBoth(graph, first, second);
    const Dimensions &before = graph.shapes.at(first.inputs[0]);
    const Dimensions &after = graph.shapes.at(second.outputs[0]);
    const bool keepsAll = after == reducedShape(before, reduced, true);
    if (!keepsAll && after != reducedShape(before, reduced, false))
        return false;
    std::vector<std::int64_t> axes;
    for (std::size_t axis = 0; axis < reduced.size(); ++axis)
        if (reduced[axis])
            axes.push_back(static_cast<std::int64_t>(axis));
    second.inputs = {first.inputs[0]};
    second.attributes = {{"axes", axes}, {"keepdims", std::int64_t{keepsAll}}};
    return true;
}

} // namespace

void mergeReductions(Graph &graph, Findings &findings)
{
    const std::unordered_map<std::string, int> readers = readerCounts(graph);
    std::unordered_map<std::string, std::size_t> reductions;
    std::vector<Node> kept;
    for (Node &node : graph.nodes) {
        if (isKnown(graph, node)) {
            const auto first = reductions.find(node.inputs[0]);
            bool isMerged = false;
            if (first != reductions.end() && kept[first->second].op == node.op && readers.at(node.inputs[0]) == 1)
                findings.judge(node, [&] { isMerged = merge(graph, kept[first->second], node); });
            if (isMerged) {
                findings.foldedInto(kept[first->second], node);
                const std::size_t place = first->second;
                reductions.erase(first);
                reductions[node.outputs[0]] = place;
                kept[place] = std::move(node);
                continue;
            }
            reductions[node.outputs[0]] = kept.size();
        }
        kept.push_back(std::move(node));
    }
    graph.nodes = std::move(kept);
}

} // namespace odimo::onnx
