// SPDX-License-Identifier: Apache-2.0
#include "core/onnx/passes/not_negative.h"

#include "core/onnx/operators/clip.h"

#include <algorithm>
#include <array>

namespace odimo::onnx {

namespace {

/// Their results are not below 0 where none of their inputs is.
constexpr std::array keepSign = {"Add",       "AveragePool", "Concat",        "Flatten",  "GlobalAveragePool",
                                 "Identity",  "MaxPool",     "GlobalMaxPool", "Reshape",  "ReduceMean",
                                 "ReduceMax", "Transpose",   "Squeeze",       "Unsqueeze"};

} // namespace

void NotNegative::follow(const Graph &graph, const Node &node)
{
    const std::vector<std::string> inputs = computedInputs(graph, node);
    const bool keeps = node.domain.empty() && std::ranges::find(keepSign, node.op) != keepSign.end();
    const bool addsConstant = node.op == "Add" && inputs.size() < node.inputs.size();
    if (lowerBound(node) >= 0.0 ||
        (keeps && !addsConstant && !inputs.empty() &&
         std::ranges::all_of(inputs, [&](const std::string &value) { return contains(value); })))
        add(node.outputs[0]);
}

} // namespace odimo::onnx
