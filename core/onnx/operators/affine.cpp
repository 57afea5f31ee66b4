// SPDX-License-Identifier: Apache-2.0
#include "core/onnx/operators/affine.h"

#include "core/onnx/operators/operators.h"
#include "core/onnx/operators/weights.h"
#include "core/onnx/refusal.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace odimo::onnx {

namespace {

constexpr std::array arithmeticOperators = {"Add", "Sub", "Mul", "Div"};

Affine ofNormalization(const Graph &graph, const Node &node)
{
    const auto step = batchNormalizationSteps(graph, node);
    const double epsilon = std::get<network::BatchNormalization>(step.front().op).epsilon;
    const auto values = [&](std::size_t index) -> const std::vector<float> & {
        return floats(*constantInput(graph, node, index));
    };
    Affine affine = Affine::identity(values(1).size());
    for (std::size_t channel = 0; channel < affine.channels(); ++channel) {
        affine.scale[channel] = values(1)[channel] / std::sqrt(values(4)[channel] + epsilon);
        affine.shift[channel] = values(2)[channel] - values(3)[channel] * affine.scale[channel];
    }
    return affine;
}

/// The constant of an Add, Sub, Mul or Div, one value a channel.
std::vector<float> operand(const Graph &graph, const Node &node, std::size_t index, const Dimensions &shape)
{
    const Constant &constant = *constantInput(graph, node, index);
    const std::optional<std::vector<float>> values = perChannel(constant, shape.size(), shape[1]);
    if (!values)
        throw Refusal("its constant " + dimensionsText(constant.shape) + " is not one value for each channel of " +
                          dimensionsText(shape),
                      "scale and shift whole channels");
    return *values;
}

} // namespace

bool Affine::hasShift() const
{
    return std::ranges::any_of(shift, [](double value) { return value != 0; });
}

bool Affine::isPositive() const
{
    return std::ranges::all_of(scale, [](double value) { return value > 0; });
}

Affine composed(const Affine &first, const Affine &second)
{
    Affine both = first;
    for (std::size_t channel = 0; channel < both.channels(); ++channel) {
        both.scale[channel] *= second.scale[channel];
        both.shift[channel] = both.shift[channel] * second.scale[channel] + second.shift[channel];
    }
    return both;
}

Affine slice(const Affine &affine, std::size_t begin, std::size_t count)
{
    const auto part = [&](const std::vector<double> &values) {
        const auto first = values.begin() + static_cast<std::ptrdiff_t>(begin);
        return std::vector(first, first + static_cast<std::ptrdiff_t>(count));
    };
    return {part(affine.scale), part(affine.shift)};
}

Affine repeated(const Affine &affine, std::size_t times)
{
    Affine result;
    for (std::size_t channel = 0; channel < affine.channels(); ++channel) {
        result.scale.insert(result.scale.end(), times, affine.scale[channel]);
        result.shift.insert(result.shift.end(), times, affine.shift[channel]);
    }
    return result;
}

std::optional<Affine> merged(const Affine &affine, std::size_t times)
{
    Affine result;
    for (std::size_t feature = 0; feature < affine.channels(); ++feature) {
        if (feature % times == 0) {
            result.scale.push_back(affine.scale[feature]);
            result.shift.push_back(affine.shift[feature]);
        } else if (affine.scale[feature] != result.scale.back() || affine.shift[feature] != result.shift.back()) {
            return std::nullopt;
        }
    }
    return result;
}

bool isAffine(const Graph &graph, const Node &node)
{
    if (!node.domain.empty() || node.inputs.empty())
        return false;
    if (node.op == "BatchNormalization" || node.op == "Neg")
        return !graph.constants.contains(node.inputs[0]);
    return std::ranges::find(arithmeticOperators, node.op) != arithmeticOperators.end() && node.inputs.size() == 2 &&
           computedInputs(graph, node).size() == 1 && (node.op != "Div" || constantInput(graph, node, 1));
}

std::string affineInput(const Graph &graph, const Node &node) { return computedInputs(graph, node).front(); }

Affine readAffine(const Graph &graph, const Node &node)
{
    if (node.op == "BatchNormalization")
        return ofNormalization(graph, node);
    const Dimensions &shape = shapeOf(graph, affineInput(graph, node));
    if (shape.size() != 2 && shape.size() != 4)
        throw Refusal("it works on " + dimensionsText(shape) + ", which is neither [N, C, H, W] nor [N, C]",
                      "keep images in four axes and features in two");
    Affine affine = Affine::identity(static_cast<std::size_t>(shape[1]));
    if (node.op == "Neg") {
        std::ranges::fill(affine.scale, -1);
        return affine;
    }
    const bool isFirst = constantInput(graph, node, 0) != nullptr;
    const std::vector<float> values = operand(graph, node, isFirst ? 0 : 1, shape);
    for (std::size_t channel = 0; channel < affine.channels(); ++channel) {
        const double value = values[channel];
        if (node.op == "Mul")
            affine.scale[channel] = value;
        else if (node.op == "Div")
            affine.scale[channel] = 1 / value;
        else
            affine.shift[channel] = node.op == "Sub" && !isFirst ? -value : value;
        if (node.op == "Sub" && isFirst)
            affine.scale[channel] = -1;
        if (!std::isfinite(affine.scale[channel]) || !std::isfinite(affine.shift[channel]))
            throw Refusal("its constant has zeros to divide by, or values that are no finite numbers",
                          "train it again with a lower learning rate, or export a checkpoint from before it diverged");
    }
    return affine;
}

} // namespace odimo::onnx
