// SPDX-License-Identifier: Apache-2.0
#include "core/onnx/operators/operators.h"

#include "core/network/shape_inference.h"
#include "core/onnx/operators/padding.h"
#include "core/onnx/operators/reduction.h"
#include "core/onnx/refusal.h"
#include "core/onnx/operators/views.h"

#include <algorithm>
#include <array>
#include <utility>

namespace odimo::onnx {

namespace {

constexpr std::array table = {
    Operator{"Add", additionSteps},
    Operator{"AveragePool", averagePoolSteps},
    Operator{"BatchNormalization", batchNormalizationSteps, batchNormalizationParameters},
    Operator{"Clip", clipSteps},
    Operator{"Concat", concatenationSteps},
    Operator{"Conv", convolutionSteps, convolutionParameters},
    Operator{"Flatten", viewSteps},
    Operator{"Gemm", gemmSteps, gemmParameters},
    Operator{"GlobalAveragePool", globalAveragePoolSteps},
    Operator{"GlobalMaxPool", globalMaxPoolSteps},
    Operator{"Identity", identitySteps},
    Operator{"MatMul", matMulSteps, matMulParameters},
    Operator{"MaxPool", maxPoolSteps},
    Operator{"ReduceMax", reduceMaxSteps},
    Operator{"ReduceMean", reduceMeanSteps},
    Operator{"Relu", reluSteps},
    Operator{"Reshape", viewSteps},
    Operator{"Squeeze", viewSteps},
    Operator{"Transpose", viewSteps},
    Operator{"Unsqueeze", viewSteps},
};

/// The steps end with [C, H, W]; whether ONNX calls that [N, C, H, W] or [N, C] is a matter of the operator.
bool endsFlat(const std::vector<Step> &steps, std::size_t inputRank)
{
    const network::Operator &last = steps.back().op;
    return inputRank == 2 || std::holds_alternative<network::Flatten>(last) ||
           std::holds_alternative<network::FullyConnected>(last);
}

/// Of operators that also work on other orders of axes than [N, C, H, W], as resolveLayouts finds them.
std::optional<Dimensions> shapeInAnyOrder(const Graph &graph, const Node &node, const std::vector<std::string> &inputs)
{
    const Dimensions &first = shapeOf(graph, inputs[0]);
    const auto isLikeFirst = [&](const std::string &value) {
        return shapeOf(graph, value) == first;
    };
    if (node.op == "Relu" || (node.op == "Add" && std::ranges::all_of(inputs, isLikeFirst)))
        return first;
    const Constant *weights = constantInput(graph, node, 1);
    if (node.op == "MatMul" && weights && weights->shape.size() == 2 && first.size() > 2 &&
        first.back() == weights->shape[0]) {
        Dimensions shape = first;
        shape.back() = weights->shape[1];
        return shape;
    }
    if (node.op != "Concat" || inputs.size() != node.inputs.size())
        return std::nullopt;
    const std::size_t axis = axisOf(integerAttribute(node, "axis", 1), first.size());
    Dimensions joined = first;
    joined[axis] = 0;
    for (const std::string &value : inputs) {
        Dimensions shape = shapeOf(graph, value);
        if (shape.size() != first.size())
            return std::nullopt;
        joined[axis] += std::exchange(shape[axis], first[axis]);
        if (shape != first)
            return std::nullopt;
    }
    return joined;
}

} // namespace

std::span<const Operator> operators() { return table; }

const Operator *findOperator(const Node &node)
{
    const auto found = std::ranges::find(table, node.op, &Operator::name);
    return found == table.end() || !node.domain.empty() ? nullptr : &*found;
}

std::vector<network::Shape> stepShapes(const Graph &graph, const Node &node, const std::vector<Step> &steps)
{
    std::vector<network::Shape> inputs;
    for (const std::string &value : computedInputs(graph, node)) {
        const Dimensions &shape = shapeOf(graph, value);
        const std::optional<network::Shape> image = imageShape(shape);
        if (!image)
            throw Refusal("its input " + dimensionsText(shape) + " is neither [N, C, H, W] nor [N, C]",
                          "keep images in four axes and features in two");
        inputs.push_back(*image);
    }
    std::vector<network::Shape> shapes;
    try {
        for (const Step &step : steps) {
            shapes.push_back(network::inferShape(step.op, inputs));
            inputs = {shapes.back()};
        }
    } catch (const Error &error) {
        throw Refusal(error.what(), "change the layer, or the size of the images");
    }
    return shapes;
}

std::optional<Dimensions> resultShape(const Graph &graph, const Node &node)
{
    const std::vector<std::string> inputs = computedInputs(graph, node);
    if (!node.domain.empty() || inputs.empty())
        return std::nullopt;
    const Dimensions &first = shapeOf(graph, inputs[0]);
    if (node.op == "Pad")
        return paddedShape(first, readPad(graph, node));
    if (isView(node))
        return viewShape(graph, node, first);
    if (isReduction(node))
        return reducedShape(first, reducedAxes(graph, node, first.size()), keepsAxes(node));
    if (const std::optional<Dimensions> shape = shapeInAnyOrder(graph, node, inputs))
        return shape;
    const Operator *known = findOperator(node);
    if (!known && !describeUnknown(node).keepsShape)
        return std::nullopt;
    // What passes may make another operator of, and a BatchNormalization in whatever mode.
    const bool addsConstant = node.op == "Add" && inputs.size() == 1;
    if (!known || addsConstant || node.op == "Clip" || node.op == "BatchNormalization")
        return first;
    const std::vector<Step> steps = known->steps(graph, node);
    const network::Shape last = stepShapes(graph, node, steps).back();
    if (endsFlat(steps, first.size()))
        return Dimensions{first[0], last.channels};
    return Dimensions{first[0], last.channels, last.height, last.width};
}

} // namespace odimo::onnx
