// SPDX-License-Identifier: Apache-2.0
#include "core/onnx/passes/selection.h"

namespace odimo::onnx {

void respellSelection(const Graph &graph, Node &node)
{
    if (node.op != "Gather" || !node.domain.empty() || node.inputs.size() != 2)
        return;
    const auto shape = graph.shapes.find(node.inputs[0]);
    const Constant *position = constantInput(graph, node, 1);
    if (shape == graph.shapes.end() || !position || position->isFloat() || position->count() != 1 ||
        position->shape.size() > 1)
        return;
    const std::size_t axis = axisOf(integerAttribute(node, "axis", 0), shape->second.size());
    const std::int64_t taken = integers(*position)[0];
    if (shape->second[axis] != 1 || (taken != 0 && taken != -1))
        return;
    node.op = position->shape.empty() ? "Squeeze" : "Identity";
    node.inputs.resize(1);
    node.attributes = {{"axes", std::vector<std::int64_t>{static_cast<std::int64_t>(axis)}}};
}

} // namespace odimo::onnx
