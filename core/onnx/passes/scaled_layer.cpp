// SPDX-License-Identifier: Apache-2.0
#include "core/onnx/passes/scaled_layer.h"

#include "core/onnx/refusal.h"
#include "core/onnx/operators/weights.h"

#include <algorithm>
#include <cmath>

namespace odimo::onnx {

namespace {

/// Where the weights of a layer lie: [outputs, inputs, kernel], or [inputs, outputs] with a kernel of 1.
struct WeightLayout {
    std::size_t outputs = 0;
    std::size_t inputs = 0; ///< Of one group.
    std::size_t kernel = 1;
    std::size_t groups = 1;
    bool isOutputFirst = true;

    std::size_t output(std::size_t weight) const { return isOutputFirst ? weight / kernel / inputs : weight % outputs; }
    std::size_t input(std::size_t weight) const
    {
        if (!isOutputFirst)
            return weight / outputs;
        return output(weight) / (outputs / groups) * inputs + weight / kernel % inputs;
    }
};

std::optional<WeightLayout> layoutOf(const Graph &graph, const Node &node)
{
    const Constant *weights = isLayer(node) ? constantInput(graph, node, 1) : nullptr;
    const bool isConvolution = node.op == "Conv";
    if (!weights || !weights->isFloat() || weights->shape.size() != (isConvolution ? 4U : 2U))
        return std::nullopt;
    const auto size = [&](std::size_t axis) {
        return static_cast<std::size_t>(weights->shape[axis]);
    };
    if (isConvolution) {
        const std::int64_t groups = integerAttribute(node, "group", 1);
        if (groups < 1 || weights->shape[0] % groups != 0)
            return std::nullopt;
        return WeightLayout{size(0), size(1), size(2) * size(3), static_cast<std::size_t>(groups)};
    }
    const bool isOutputFirst = node.op == "Gemm" && integerAttribute(node, "transB", 0) != 0;
    return WeightLayout{size(isOutputFirst ? 0 : 1), size(isOutputFirst ? 1 : 0), 1, 1, isOutputFirst};
}

/// Zeros if the layer has none; absent if it is not stored.
std::optional<std::vector<double>> biasOf(const Graph &graph, const Node &layer, std::size_t outputs)
{
    if (!hasInput(layer, 2))
        return std::vector(outputs, 0.0);
    const Constant *stored = constantInput(graph, layer, 2);
    const auto values = stored ? perChannel(*stored, 2, static_cast<std::int64_t>(outputs)) : std::nullopt;
    if (!values)
        return std::nullopt;
    std::vector<double> bias(values->begin(), values->end());
    for (double &value : bias)
        value *= layer.op == "Gemm" ? numberAttribute(layer, "beta", 1) : 1;
    return bias;
}

std::vector<float> checked(const std::vector<double> &values)
{
    std::vector<float> rounded(values.begin(), values.end());
    if (!std::ranges::all_of(rounded, [](float value) { return std::isfinite(value); }))
        throw Refusal("its parameters are no finite numbers once the scales beside it are part of them",
                      "train it again with a lower learning rate, or export a checkpoint from before it diverged");
    return rounded;
}

std::string addConstant(Graph &graph, NewNames &names, const std::string &likeName, Dimensions shape,
                        const std::vector<double> &values)
{
    spend(graph, values.size());
    const std::string name = names.like(likeName);
    graph.constants[name] = floatConstant(std::move(shape), checked(values));
    return name;
}

} // namespace

bool isLayer(const Node &node)
{
    return node.domain.empty() && (node.op == "Conv" || node.op == "Gemm" || node.op == "MatMul");
}

std::optional<LayerChannels> layerChannels(const Graph &graph, const Node &node)
{
    const std::optional<WeightLayout> layout = layoutOf(graph, node);
    if (!layout || !biasOf(graph, node, layout->outputs))
        return std::nullopt;
    return LayerChannels{layout->outputs, layout->inputs * layout->groups};
}

void foldIntoLayer(Graph &graph, Node &layer, const Folds &folds, NewNames &names)
{
    const WeightLayout layout = layoutOf(graph, layer).value();
    const Constant &stored = *constantInput(graph, layer, 1);
    const double alpha = layer.op == "Gemm" ? numberAttribute(layer, "alpha", 1) : 1;
    std::vector<double> weights(floats(stored).begin(), floats(stored).end());
    std::vector<double> bias = biasOf(graph, layer, layout.outputs).value();
    for (std::size_t index = 0; folds.before && index < weights.size(); ++index) {
        const std::size_t input = layout.input(index);
        bias[layout.output(index)] += alpha * weights[index] * folds.before->shift[input];
        weights[index] *= folds.before->scale[input];
    }
    if (folds.behind) {
        for (std::size_t index = 0; index < weights.size(); ++index)
            weights[index] *= folds.behind->scale[layout.output(index)];
        for (std::size_t channel = 0; channel < bias.size(); ++channel)
            bias[channel] = bias[channel] * folds.behind->scale[channel] + folds.behind->shift[channel];
    }
    layer.inputs[1] = addConstant(graph, names, layer.inputs[1], Dimensions(stored.shape), weights);
    if (!hasInput(layer, 2) && std::ranges::all_of(bias, [](double value) { return value == 0; }))
        return;
    layer.inputs.resize(3);
    layer.inputs[2] = addConstant(graph, names, hasInput(layer, 2) ? layer.inputs[2] : layer.inputs[1],
                                  {static_cast<std::int64_t>(bias.size())}, bias);
    layer.op = layer.op == "MatMul" ? "Gemm" : layer.op;
    layer.attributes.erase("beta");
}

void foldIntoNormalization(Graph &graph, Node &node, const Affine &behind, NewNames &names)
{
    const auto values = [&](std::size_t index) {
        const std::vector<float> &stored = floats(*constantInput(graph, node, index));
        return std::vector<double>(stored.begin(), stored.end());
    };
    std::vector<double> gamma = values(1);
    std::vector<double> beta = values(2);
    for (std::size_t channel = 0; channel < gamma.size(); ++channel) {
        gamma[channel] *= behind.scale[channel];
        beta[channel] = beta[channel] * behind.scale[channel] + behind.shift[channel];
    }
    const Dimensions shape{static_cast<std::int64_t>(gamma.size())};
    node.inputs[1] = addConstant(graph, names, node.inputs[1], shape, gamma);
    node.inputs[2] = addConstant(graph, names, node.inputs[2], shape, beta);
}

void makeLayer(Graph &graph, Node &node, const std::string &source, const Affine &affine, NewNames &names)
{
    const auto channels = static_cast<std::int64_t>(affine.channels());
    const std::string weights = addConstant(graph, names, node.outputs[0], {channels, 1, 1, 1}, affine.scale);
    const std::string bias = addConstant(graph, names, node.outputs[0], {channels}, affine.shift);
    node.op = "Conv";
    node.inputs = {source, weights, bias};
    node.outputs.resize(1);
    node.attributes = {{"group", channels}};
}

} // namespace odimo::onnx
