// SPDX-License-Identifier: Apache-2.0
#include "core/onnx/operators/reduction.h"

namespace odimo::onnx {

bool isReduction(const Node &node)
{
    return node.domain.empty() && (node.op == "ReduceMean" || node.op == "ReduceMax");
}

std::vector<bool> reducedAxes(const Graph &graph, const Node &node, std::size_t rank)
{
    const std::optional<std::vector<std::int64_t>> axes = axesOf(graph, node, 1);
    const bool reducesAll = !axes || (axes->empty() && integerAttribute(node, "noop_with_empty_axes", 0) == 0);
    std::vector<bool> isReduced(rank, reducesAll);
    if (axes)
        for (const std::int64_t axis : *axes)
            isReduced[axisOf(axis, rank)] = true;
    return isReduced;
}

bool keepsAxes(const Node &node) { return integerAttribute(node, "keepdims", 1) != 0; }

Dimensions reducedShape(const Dimensions &shape, const std::vector<bool> &isReduced, bool keepsAxes)
{
    Dimensions result;
    for (std::size_t axis = 0; axis < shape.size(); ++axis)
        if (!isReduced[axis] || keepsAxes)
            result.push_back(isReduced[axis] ? 1 : shape[axis]);
    return result;
}

} // namespace odimo::onnx
