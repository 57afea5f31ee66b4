// SPDX-License-Identifier: Apache-2.0
#include "core/onnx/operators/padding.h"

#include "core/onnx/refusal.h"

#include <algorithm>
#include <numeric>

namespace odimo::onnx {

namespace {

/// As in window.cpp; sums of paddings stay far from overflow.
constexpr std::int64_t mostPadding = 1 << 24;

std::vector<std::int64_t> amounts(const Graph &graph, const Node &node)
{
    if (const Constant *constant = constantInput(graph, node, 1))
        return integers(*constant);
    if (hasInput(node, 1))
        throw Refusal("how much it pads is computed from the image", "export it with constant padding");
    return integersAttribute(node, "pads", {});
}

double paddingValue(const Graph &graph, const Node &node)
{
    if (const Constant *constant = constantInput(graph, node, 2))
        return scalar(*constant);
    if (hasInput(node, 2))
        throw Refusal("the value it pads with is computed from the image", "pad with zeros");
    return numberAttribute(node, "value", 0);
}

} // namespace

Pad readPad(const Graph &graph, const Node &node)
{
    if (const std::string mode = textAttribute(node, "mode", "constant"); mode != "constant")
        throw Refusal("it pads in the mode \"" + mode + "\"", "pad with zeros");
    const std::size_t rank = shapeOf(graph, node.inputs.at(0)).size();
    std::vector<std::int64_t> axes(rank);
    std::iota(axes.begin(), axes.end(), 0);
    axes = axesOf(graph, node, 3).value_or(axes);
    const std::vector<std::int64_t> all = amounts(graph, node);
    if (all.size() != 2 * axes.size())
        throw Refusal("it has " + std::to_string(all.size()) + " paddings for " + std::to_string(axes.size()) + " axes",
                      "repair the export; the file contradicts itself");
    if (std::ranges::any_of(all, [](std::int64_t amount) { return amount < 0 || amount > mostPadding; }))
        throw Refusal("its paddings " + dimensionsText(all) + " cut the image, or are out of all proportion",
                      "pad by at least 0");
    Pad pad{std::vector<std::int64_t>(rank), std::vector<std::int64_t>(rank), paddingValue(graph, node)};
    for (std::size_t i = 0; i < axes.size(); ++i) {
        const std::size_t axis = axisOf(axes[i], rank);
        pad.begin[axis] = all[i];
        pad.end[axis] = all[axes.size() + i];
    }
    return pad;
}

Dimensions paddedShape(const Dimensions &shape, const Pad &pad)
{
    Dimensions result = shape;
    for (std::size_t axis = 0; axis < shape.size(); ++axis)
        result[axis] += pad.begin[axis] + pad.end[axis];
    return result;
}

} // namespace odimo::onnx
