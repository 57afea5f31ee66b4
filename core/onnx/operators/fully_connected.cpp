// SPDX-License-Identifier: Apache-2.0
#include "core/onnx/operators/operators.h"
#include "core/onnx/refusal.h"

namespace odimo::onnx {

namespace {

enum class WeightOrder { InOut, OutIn };

std::int64_t outputsOf(const Constant &weights, WeightOrder order)
{
    return weights.shape[order == WeightOrder::InOut ? 1 : 0];
}

/// [N, C] times a stored matrix.
std::vector<Step> steps(const Graph &graph, const Node &node, WeightOrder order, bool bias)
{
    const Constant *weights = constantInput(graph, node, 1);
    if (!weights)
        throw Refusal("it multiplies two computed tensors",
                      "take a network without attention, for example ResNet or MobileNetV1");
    const Dimensions &input = shapeOf(graph, node.inputs.at(0));
    if (input.size() != 2)
        throw Refusal("it works on the last axis of " + dimensionsText(input),
                      "flatten the image to [N, C] before the layer, or write it as a 1x1 convolution");
    if (weights->shape.size() != 2 || !weights->isFloat() ||
        weights->shape[order == WeightOrder::InOut ? 0 : 1] != input[1] || outputsOf(*weights, order) > 1 << 24)
        throw Refusal("its weights " + dimensionsText(weights->shape) + " do not fit the " + std::to_string(input[1]) +
                          " features of its input",
                      "repair the export; the file contradicts itself");
    return {{network::FullyConnected{.outFeatures = static_cast<int>(outputsOf(*weights, order)), .bias = bias}}};
}

network::Tensor weightTensor(Weights &weights, const Node &node, WeightOrder order)
{
    const Dimensions shape = constantInput(weights.graph(), node, 1)->shape;
    std::vector<float> values = weights.take(node, 1);
    if (order == WeightOrder::OutIn)
        return {shape, std::move(values)};
    const auto inputs = static_cast<std::size_t>(shape[0]);
    const auto outputs = static_cast<std::size_t>(shape[1]);
    std::vector<float> transposed(values.size());
    for (std::size_t in = 0; in < inputs; ++in)
        for (std::size_t out = 0; out < outputs; ++out)
            transposed[out * inputs + in] = values[in * outputs + out];
    return {{shape[1], shape[0]}, std::move(transposed)};
}

WeightOrder gemmOrder(const Node &node)
{
    return integerAttribute(node, "transB", 0) ? WeightOrder::OutIn : WeightOrder::InOut;
}

void scale(std::vector<float> &values, double factor)
{
    if (factor != 1)
        for (float &value : values)
            value = static_cast<float>(value * factor);
}

} // namespace

std::vector<Step> gemmSteps(const Graph &graph, const Node &node)
{
    if (integerAttribute(node, "transA", 0) != 0)
        throw Refusal("it transposes its input", "export the layer with transA=0");
    const std::vector<Step> found = steps(graph, node, gemmOrder(node), hasInput(node, 2));
    const Constant *bias = constantInput(graph, node, 2);
    const std::int64_t outputs = outputsOf(*constantInput(graph, node, 1), gemmOrder(node));
    if (hasInput(node, 2) && (!bias || !perChannel(*bias, 2, outputs)))
        throw Refusal("its bias is no stored tensor [" + std::to_string(outputs) + "]",
                      "export the model with its weights as initialisers");
    return found;
}

/// alpha * A * B + beta * C.
network::Parameters gemmParameters(Weights &weights, const Node &node)
{
    network::Parameters parameters;
    network::Tensor &weight = parameters["weight"] = weightTensor(weights, node, gemmOrder(node));
    scale(weight.values, numberAttribute(node, "alpha", 1));
    if (hasInput(node, 2)) {
        const Dimensions shape = constantInput(weights.graph(), node, 2)->shape;
        const Constant bias = floatConstant(shape, weights.take(node, 2));
        network::Tensor &tensor = parameters["bias"] = {{weight.shape[0]}, *perChannel(bias, 2, weight.shape[0])};
        scale(tensor.values, numberAttribute(node, "beta", 1));
    }
    return parameters;
}

std::vector<Step> matMulSteps(const Graph &graph, const Node &node)
{
    return steps(graph, node, WeightOrder::InOut, false);
}

network::Parameters matMulParameters(Weights &weights, const Node &node)
{
    return {{"weight", weightTensor(weights, node, WeightOrder::InOut)}};
}

} // namespace odimo::onnx
