// SPDX-License-Identifier: Apache-2.0
#include "core/onnx/passes/layout_rules.h"

#include "core/onnx/operators/affine.h"
#include "core/onnx/operators/padding.h"
#include "core/onnx/operators/reduction.h"

#include <algorithm>
#include <array>

namespace odimo::onnx {

namespace {

/// Each value of the result comes from the one value in its place, whatever the order.
constexpr std::array elementWise = {
    "Relu",  "Clip",     "Neg",   "Sigmoid", "Tanh",           "LeakyRelu",       "Elu",  "Selu",
    "Exp",   "Softplus", "Erf",   "Gelu",    "HardSwish",      "HardSigmoid",     "Mish", "Abs",
    "Floor", "Ceil",     "Round", "Sqrt",    "QuantizeLinear", "DequantizeLinear"};

/// They look at height and width.
constexpr std::array windows = {"Conv", "MaxPool", "AveragePool", "GlobalAveragePool", "GlobalMaxPool"};

/// [O, I, H, W] as [O, I, W, H].
Constant turnedKernels(const Constant &weights)
{
    const auto rows = static_cast<std::size_t>(weights.shape[2]);
    const auto columns = static_cast<std::size_t>(weights.shape[3]);
    const std::vector<float> &old = floats(weights);
    std::vector<float> values;
    values.reserve(old.size());
    for (std::size_t kernel = 0; kernel < old.size(); kernel += rows * columns)
        for (std::size_t column = 0; column < columns; ++column)
            for (std::size_t row = 0; row < rows; ++row)
                values.push_back(old[kernel + row * columns + column]);
    return floatConstant({weights.shape[0], weights.shape[1], weights.shape[3], weights.shape[2]}, std::move(values));
}

} // namespace

bool LayoutRules::apply(Node node)
{
    if (!node.domain.empty())
        return false;
    if (isAffine(m_graph, node))
        return withConstants(node);
    // Contradictory files have constants there.
    if (!m_graph.shapes.contains(node.inputs[0]))
        return false;
    if (std::ranges::find(elementWise, node.op) != elementWise.end())
        return alone(node);
    if (node.op == "Add")
        return together(node);
    if (node.op == "Concat")
        return joined(node);
    if (node.op == "Pad")
        return padded(node);
    if (isReduction(node))
        return reduced(node);
    if (std::ranges::find(windows, node.op) != windows.end())
        return turned(node);
    return (node.op == "Gemm" || node.op == "MatMul") && (ofFeatures(node) || ofChannels(node));
}

bool LayoutRules::keep(Node &node, const Dimensions &shape, const Layout &layout, const View &like)
{
    node.outputs[0] = m_views.replace(node.outputs[0], shape, layout, like.maker);
    m_views.keep(std::move(node));
    return true;
}

bool LayoutRules::isOfImage(const View &view) const
{
    return view.layout.parts.size() == 4 && shape(view.source) == view.layout.parts && keepsBatch(view.layout);
}

bool LayoutRules::hasFeatures(const View &view) const
{
    const std::size_t rank = shape(view.source).size();
    return rank == 2 || rank == 4;
}

bool LayoutRules::alone(Node &node)
{
    for (std::size_t index = 1; index < node.inputs.size(); ++index)
        if (hasInput(node, index) &&
            (!constantInput(m_graph, node, index) || constantInput(m_graph, node, index)->count() != 1))
            return false;
    const View view = m_views.of(node.inputs[0]);
    if (!keepsBatch(view.layout))
        return false;
    node.inputs[0] = view.source;
    return keep(node, shape(view.source), view.layout, view);
}

std::optional<Constant> LayoutRules::reordered(const Constant &constant, const View &view, const Dimensions &shape,
                                               std::size_t sourceRank)
{
    const bool isOfFeatures = sourceRank == 2;
    const bool all = isOfFeatures && constant.count() != 1;
    spend(m_graph, all ? static_cast<std::size_t>(elementCount(view.layout.parts).value_or(std::int64_t{1} << 62))
                       : constant.count());
    std::optional<Constant> result = overParts(constant, view.layout, shape, all);
    if (result && isOfFeatures)
        result->shape = {1, static_cast<std::int64_t>(result->count())};
    return result;
}

/// Add, Sub, Mul, Div and BatchNormalization.
bool LayoutRules::withConstants(Node &node)
{
    const bool isNormalization = node.op == "BatchNormalization";
    const std::string value = affineInput(m_graph, node);
    const Dimensions &valueShape = shape(value);
    View view = m_views.of(value);
    if (!keepsBatch(view.layout) || !hasFeatures(view))
        return false;
    // What differs within the features of an image is a constant of the features.
    if (valueShape.size() == 2 && longParts(view.layout, 1).size() > 1)
        view.source = m_views.flattened(value);
    const Dimensions &source = shape(view.source);
    if (source.size() != 2 && !isOfImage(view))
        return false;
    std::vector<std::pair<std::size_t, Constant>> constants;
    for (std::size_t index = 0; index < node.inputs.size(); ++index) {
        const Constant *stored = constantInput(m_graph, node, index);
        if (!stored)
            continue;
        Constant aligned = *stored;
        if (isNormalization) {
            if (aligned.shape != Dimensions{valueShape[1]})
                return false;
            aligned.shape.resize(valueShape.size() - 1, 1);
        }
        std::optional<Constant> own = reordered(aligned, view, valueShape, source.size());
        if (!own)
            return false;
        if (isNormalization) {
            if (static_cast<std::int64_t>(own->count()) != source[1] ||
                (source.size() == 4 && own->shape[1] != source[1]))
                return false;
            own->shape = {source[1]};
        }
        constants.emplace_back(index, std::move(*own));
    }
    for (auto &[index, constant] : constants)
        node.inputs[index] = m_views.addConstant(node.inputs[index], std::move(constant));
    std::ranges::replace(node.inputs, value, view.source);
    return keep(node, Dimensions(source), view.layout, view);
}

/// Sums of values in the same order.
bool LayoutRules::together(Node &node)
{
    if (node.inputs.size() != 2 || computedInputs(m_graph, node).size() != 2)
        return false;
    const View first = m_views.of(node.inputs[0]);
    const View second = m_views.of(node.inputs[1]);
    if (!keepsBatch(first.layout) || !isSameLayout(first.layout, second.layout) ||
        shape(first.source) != shape(second.source))
        return false;
    node.inputs = {first.source, second.source};
    return keep(node, shape(first.source), first.layout, first);
}

bool LayoutRules::joined(Node &node)
{
    if (computedInputs(m_graph, node).size() != node.inputs.size())
        return false;
    const View first = m_views.of(node.inputs[0]);
    const std::size_t axis = axisOf(integerAttribute(node, "axis", 1), first.layout.axes.size());
    if (!isOfImage(first) || first.layout.axes[axis].size() != 1 || first.layout.axes[axis][0] == 0)
        return false;
    const std::size_t part = first.layout.axes[axis][0];
    Layout layout = first.layout;
    layout.parts[part] = 0;
    std::vector<std::string> sources;
    for (const std::string &value : node.inputs) {
        const View view = m_views.of(value);
        Dimensions parts = view.layout.parts;
        if (!isOfImage(view) || view.layout.axes != first.layout.axes)
            return false;
        layout.parts[part] += std::exchange(parts[part], first.layout.parts[part]);
        if (parts != first.layout.parts)
            return false;
        sources.push_back(view.source);
    }
    node.inputs = std::move(sources);
    node.attributes["axis"] = static_cast<std::int64_t>(part);
    return keep(node, Dimensions(layout.parts), layout, first);
}

bool LayoutRules::padded(Node &node)
{
    const View view = m_views.of(node.inputs.at(0));
    const Pad pad = readPad(m_graph, node);
    if (!isOfImage(view))
        return false;
    std::vector<std::int64_t> amounts(8, 0);
    Layout layout = view.layout;
    for (std::size_t axis = 0; axis < layout.axes.size(); ++axis) {
        if (pad.begin[axis] + pad.end[axis] == 0)
            continue;
        if (layout.axes[axis].size() != 1)
            return false;
        const std::size_t part = layout.axes[axis][0];
        amounts[part] = pad.begin[axis];
        amounts[part + 4] = pad.end[axis];
        layout.parts[part] += pad.begin[axis] + pad.end[axis];
    }
    node.inputs = {view.source};
    node.attributes = {{"pads", amounts}, {"value", static_cast<float>(pad.value)}};
    return keep(node, Dimensions(layout.parts), layout, view);
}

bool LayoutRules::reduced(Node &node)
{
    const View view = m_views.of(node.inputs.at(0));
    const std::vector<bool> isGone = reducedAxes(m_graph, node, view.layout.axes.size());
    if (!isOfImage(view) || isGone[0])
        return false;
    const Dimensions &source = shape(view.source);
    // A mean or maximum over one pixel changes nothing.
    std::vector<bool> isReduced{false, false, source[2] == 1, source[3] == 1};
    Layout layout = view.layout;
    layout.axes.clear();
    for (std::size_t axis = 0; axis < isGone.size(); ++axis) {
        if (isGone[axis])
            for (const std::size_t part : longParts(view.layout, axis))
                isReduced[part] = true;
        if (!isGone[axis] || keepsAxes(node))
            layout.axes.push_back(view.layout.axes[axis]);
    }
    std::vector<std::int64_t> axes;
    for (std::size_t part = 1; part < isReduced.size(); ++part)
        if (isReduced[part])
            axes.push_back(static_cast<std::int64_t>(part));
    layout.parts = reducedShape(source, isReduced, true);
    const Dimensions features = reducedShape(source, isReduced, false);
    const bool isFlat = features.size() == 2 && features == shape(node.outputs[0]) && keepsOrder(layout);
    node.inputs = {view.source};
    node.attributes = {{"axes", axes}, {"keepdims", std::int64_t{!isFlat}}};
    if (!isFlat)
        return keep(node, Dimensions(layout.parts), layout, view);
    m_views.keep(std::move(node));
    return true;
}

/// Height and width have changed places: so do those of the window. A signal may be [N, C, 1, L] to a convolution and
/// [N, C, L, 1] to a pool.
bool LayoutRules::turned(Node &node)
{
    const View view = m_views.of(node.inputs.at(0));
    const auto isOnly = [&](std::size_t axis, std::size_t part) {
        const std::vector<std::size_t> parts = longParts(view.layout, axis);
        return parts == std::vector{part} || (parts.empty() && view.layout.parts[part] == 1);
    };
    if (!isOfImage(view) || view.layout.axes.size() != 4 || !isOnly(1, 1) || !isOnly(2, 3) || !isOnly(3, 2))
        return false;
    if (node.op == "Conv") {
        const Constant *stored = constantInput(m_graph, node, 1);
        if (!stored || stored->shape.size() != 4 || !stored->isFloat())
            return false;
        spend(m_graph, stored->count());
        node.inputs[1] = m_views.addConstant(node.inputs[1], turnedKernels(*stored));
    }
    for (const char *name : {"kernel_shape", "strides", "dilations", "pads"})
        if (std::vector<std::int64_t> sizes = integersAttribute(node, name, {}); !sizes.empty()) {
            for (std::size_t index = 0; index + 1 < sizes.size(); index += 2)
                std::swap(sizes[index], sizes[index + 1]);
            node.attributes[name] = std::move(sizes);
        }
    node.inputs[0] = view.source;
    Dimensions result = shape(node.outputs[0]);
    std::swap(result.at(2), result.at(3));
    return keep(node, result, {.parts = result, .axes = {{0}, {1}, {3}, {2}}}, view);
}

/// The features of an image are in another order: so are the rows of the weights.
bool LayoutRules::ofFeatures(Node &node)
{
    const std::string &value = node.inputs.at(0);
    const Constant *weights = constantInput(m_graph, node, 1);
    const View view = m_views.of(value);
    const bool isOutputFirst = node.op == "Gemm" && integerAttribute(node, "transB", 0) != 0;
    if (shape(value).size() != 2 || !keepsBatch(view.layout) || !hasFeatures(view) || !weights || !weights->isFloat() ||
        weights->count() == 0 || weights->shape.size() != 2 ||
        weights->shape[isOutputFirst ? 1 : 0] != shape(value)[1] ||
        (node.op == "Gemm" && integerAttribute(node, "transA", 0) != 0))
        return false;
    spend(m_graph, 2 * weights->count());
    const std::vector<std::size_t> order = featureOrder(view.layout);
    const std::vector<float> &old = floats(*weights);
    const std::size_t outputs = old.size() / order.size();
    std::vector<float> values(old.size());
    for (std::size_t feature = 0; feature < order.size(); ++feature)
        for (std::size_t output = 0; output < outputs; ++output) {
            if (isOutputFirst)
                values[output * order.size() + feature] = old[output * order.size() + order[feature]];
            else
                values[feature * outputs + output] = old[order[feature] * outputs + output];
        }
    Constant reordered = floatConstant(weights->shape, std::move(values));
    node.inputs[0] = m_views.flattened(value);
    node.inputs[1] = m_views.addConstant(node.inputs[1], std::move(reordered));
    m_views.keep(std::move(node));
    return true;
}

/// A fully connected layer over the last axis, if that is the channels, is a 1x1 convolution.
bool LayoutRules::ofChannels(Node &node)
{
    const View view = m_views.of(node.inputs.at(0));
    const Constant *weights = constantInput(m_graph, node, 1);
    const Dimensions &source = shape(view.source);
    Layout layout = view.layout;
    if (node.op != "MatMul" || !isOfImage(view) || !weights || !weights->isFloat() || weights->shape.size() != 2 ||
        weights->shape[0] != source[1])
        return false;
    const std::size_t last = layout.axes.size() - 1;
    if (std::ranges::find(layout.axes[last], std::size_t{1}) == layout.axes[last].end() ||
        weights->shape[0] != shape(node.inputs[0]).back())
        return false;
    const auto inputs = static_cast<std::size_t>(weights->shape[0]);
    const auto outputs = static_cast<std::size_t>(weights->shape[1]);
    spend(m_graph, inputs * outputs);
    const std::vector<float> &old = floats(*weights);
    std::vector<float> values(old.size());
    for (std::size_t output = 0; output < outputs; ++output)
        for (std::size_t input = 0; input < inputs; ++input)
            values[output * inputs + input] = old[input * outputs + output];
    Constant kernel = floatConstant({weights->shape[1], weights->shape[0], 1, 1}, std::move(values));
    layout.parts[1] = weights->shape[1];
    node.op = "Conv";
    node.inputs = {view.source, m_views.addConstant(node.inputs[1], std::move(kernel))};
    return keep(node, Dimensions(layout.parts), layout, view);
}

} // namespace odimo::onnx
