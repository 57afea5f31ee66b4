// SPDX-License-Identifier: Apache-2.0
// Before: constants are folded.
// After: no Identity, Dropout or Cast between kinds of floating point; their readers read their input.
#include "core/onnx/passes/passes.h"
#include "core/onnx/passes/rewiring.h"

#include <algorithm>
#include <array>

namespace odimo::onnx {

namespace {

bool isIdentity(const Node &node)
{
    if (!node.domain.empty() || node.inputs.empty())
        return false;
    if (node.op == "Cast") {
        constexpr std::array<std::int64_t, 4> floatTypes = {1, 10, 11, 16}; // TensorProto.DataType
        return std::ranges::find(floatTypes, integerAttribute(node, "to", 0)) != floatTypes.end();
    }
    return node.op == "Identity" || node.op == "Dropout";
}

} // namespace

void removeIdentities(Graph &graph, Findings &findings)
{
    Rewiring rewiring;
    const std::unordered_map<std::string, int> readers = readerCounts(graph);
    std::vector<Node> kept;
    for (Node &node : graph.nodes) {
        rewiring.enter(node);
        bool goes = false;
        findings.judge(node, [&] { goes = isIdentity(node); });
        const bool readsMask = node.outputs.size() > 1 && readers.contains(node.outputs[1]);
        if (!goes || readsMask || graph.constants.contains(node.inputs[0])) {
            kept.push_back(std::move(node));
            continue;
        }
        rewiring.replace(node.outputs[0], node.inputs[0]);
        findings.ofNode(node, Verdict::Folded, "left out; it changes nothing after training");
    }
    rewiring.finish(graph);
    graph.nodes = std::move(kept);
}

} // namespace odimo::onnx
