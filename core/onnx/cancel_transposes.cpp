// SPDX-License-Identifier: Apache-2.0
// Before: Transpose nodes, some of which undo the one they read.
// After: such pairs are gone, unless something else reads the first.
#include "core/onnx/passes.h"
#include "core/onnx/rewiring.h"
#include "core/onnx/views.h"

namespace odimo::onnx {

namespace {

bool isTranspose(const Node &node) { return node.op == "Transpose" && node.domain.empty() && node.inputs.size() == 1; }

/// True if the second order of axes undoes the first.
bool cancel(const std::vector<std::size_t> &first, const std::vector<std::size_t> &second)
{
    if (first.size() != second.size())
        return false;
    for (std::size_t axis = 0; axis < second.size(); ++axis)
        if (first[second[axis]] != axis)
            return false;
    return true;
}

struct Transposed {
    std::string original;
    std::vector<std::size_t> order;
};

} // namespace

void cancelTransposes(Graph &graph, Findings &findings)
{
    Rewiring rewiring;
    std::unordered_map<std::string, Transposed> transposed;
    std::unordered_map<std::string, Node *> firsts;
    for (Node &node : graph.nodes) {
        rewiring.enter(node);
        const auto shape = node.inputs.empty() ? graph.shapes.end() : graph.shapes.find(node.inputs[0]);
        if (!isTranspose(node) || shape == graph.shapes.end())
            continue;
        std::vector<std::size_t> order;
        if (!findings.judge(node, [&] { order = permutation(node, shape->second.size()); }))
            continue;
        const auto before = transposed.find(node.inputs[0]);
        if (before != transposed.end() && cancel(before->second.order, order)) {
            rewiring.replace(node.outputs[0], before->second.original);
            findings.ofNode(node, Verdict::Folded, "left out; it undoes " + firsts.at(node.inputs[0])->name);
        } else {
            transposed[node.outputs[0]] = {node.inputs[0], order};
            firsts[node.outputs[0]] = &node;
        }
    }
    rewiring.finish(graph);

    removeUnread(graph, [&](const Node &node) {
        if (isTranspose(node) && transposed.contains(node.outputs[0]))
            findings.ofNode(node, Verdict::Folded, "left out; a Transpose after it undoes it");
        return isTranspose(node);
    });
}

} // namespace odimo::onnx
