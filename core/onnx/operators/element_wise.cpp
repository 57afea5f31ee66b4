// SPDX-License-Identifier: Apache-2.0
#include "core/onnx/operators/operators.h"
#include "core/onnx/operators/views.h"
#include "core/onnx/refusal.h"

#include <algorithm>
#include <limits>

namespace odimo::onnx {

namespace {

/// Clip's bounds moved from attributes to inputs in opset 11.
double bound(const Graph &graph, const Node &node, std::size_t input, const char *name, double initial)
{
    if (const Constant *constant = constantInput(graph, node, input))
        return scalar(*constant);
    if (hasInput(node, input))
        throw Refusal("its bounds are computed from the image", "clip to constant bounds");
    return numberAttribute(node, name, initial);
}

} // namespace

std::vector<Step> reluSteps(const Graph &, const Node &) { return {{network::Relu()}}; }

std::vector<Step> clipSteps(const Graph &graph, const Node &node)
{
    constexpr double infinity = std::numeric_limits<double>::infinity();
    const double least = bound(graph, node, 1, "min", -infinity);
    const double most = bound(graph, node, 2, "max", infinity);
    if (least != 0 || !(most > 0))
        throw Refusal("it clips to other bounds than 0 and a number above", "clip to [0, c], as ReLU6 does with c = 6");
    // Some exporters say "no bound" with the largest float.
    return {{network::Relu{.ceiling = most >= double{std::numeric_limits<float>::max()} ? infinity : most}}};
}

std::vector<Step> additionSteps(const Graph &graph, const Node &node)
{
    if (computedInputs(graph, node).size() != 2)
        throw Refusal("it adds a constant, which is no bias of the layer before it",
                      "add one value a channel directly after a layer that nothing else reads");
    const Dimensions &left = shapeOf(graph, node.inputs[0]);
    const Dimensions &right = shapeOf(graph, node.inputs[1]);
    if (left != right)
        throw Refusal("it adds tensors of different shapes, " + dimensionsText(left) + " and " + dimensionsText(right),
                      "add tensors of equal shape");
    return {{network::Addition()}};
}

std::vector<Step> concatenationSteps(const Graph &graph, const Node &node)
{
    const std::size_t rank = shapeOf(graph, node.inputs.at(0)).size();
    if (axisOf(integerAttribute(node, "axis", 1), rank) != 1)
        throw Refusal("it joins tensors along another axis than the channels", "concatenate channels, axis 1");
    const std::vector<std::string> inputs = computedInputs(graph, node);
    if (inputs.size() != node.inputs.size())
        throw Refusal("it joins constants to computed tensors", "concatenate computed tensors only");
    if (std::ranges::any_of(inputs, [&](const std::string &value) { return shapeOf(graph, value).size() != rank; }))
        throw Refusal("it joins tensors with different numbers of axes", "concatenate tensors of one kind");
    // Of one tensor: nothing to join.
    return {{inputs.size() == 1 ? network::Operator(network::Identity()) : network::Concatenation()}};
}

/// What resolveLayouts has left: a Flatten to [N, C], and what it could not follow. Features are images of one pixel.
std::vector<Step> viewSteps(const Graph &graph, const Node &node)
{
    const Dimensions &before = shapeOf(graph, node.inputs.at(0));
    const Dimensions after = viewShape(graph, node, before);
    if (before.size() == 2 && after == Dimensions{before[0], before[1], 1, 1})
        return {{network::Identity()}};
    if (node.op != "Flatten" || after.size() != 2 || after[0] != before[0])
        throw Refusal("it turns " + dimensionsText(before) + " into " + dimensionsText(after) +
                          ", which is neither left as it is nor flattened to [N, C]",
                      "keep images [N, C, H, W] until one flatten before the classifier");
    return {{network::Flatten()}};
}

std::vector<Step> identitySteps(const Graph &, const Node &) { return {{network::Identity()}}; }

} // namespace odimo::onnx
