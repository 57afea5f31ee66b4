// SPDX-License-Identifier: Apache-2.0
// Before: Sum nodes of any number of tensors.
// After: Adds of two; a Sum of one is an Identity. Sums of more than 10,000 tensors are left to be refused.
#include "core/onnx/passes/new_names.h"
#include "core/onnx/passes/passes.h"

#include <algorithm>

namespace odimo::onnx {

namespace {

/// As many as a file may have; each costs more than the summand it comes from.
constexpr std::size_t mostNodes = 10'000;

} // namespace

void splitSums(Graph &graph, Findings &)
{
    const auto isSum = [](const Node &node) {
        return node.op == "Sum" && node.domain.empty() && !node.inputs.empty() &&
               std::ranges::none_of(node.inputs, &std::string::empty);
    };
    if (std::ranges::none_of(graph.nodes, isSum))
        return;
    NewNames names(graph);
    std::vector<Node> split;
    for (Node &node : graph.nodes) {
        if (!isSum(node) || split.size() + node.inputs.size() > mostNodes) {
            split.push_back(std::move(node));
            continue;
        }
        const std::vector<std::string> summands = std::move(node.inputs);
        node.op = summands.size() == 1 ? "Identity" : "Add";
        node.inputs = {summands[0]};
        for (std::size_t index = 1; index < summands.size(); ++index) {
            Node sum = node;
            sum.inputs.push_back(summands[index]);
            if (index + 1 < summands.size()) {
                sum.outputs = {names.like(node.outputs[0])};
                node.inputs = sum.outputs;
            }
            // The sum of tensors of one shape has it as well; others are refused one by one.
            if (const auto shape = graph.shapes.find(node.outputs[0]); shape != graph.shapes.end())
                graph.shapes.insert_or_assign(sum.outputs[0], Dimensions(shape->second));
            split.push_back(std::move(sum));
        }
        if (summands.size() == 1)
            split.push_back(std::move(node));
    }
    graph.nodes = std::move(split);
}

} // namespace odimo::onnx
