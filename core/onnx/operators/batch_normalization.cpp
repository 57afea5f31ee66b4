// SPDX-License-Identifier: Apache-2.0
#include "core/onnx/operators/operators.h"
#include "core/onnx/refusal.h"
#include "core/onnx/short_name.h"

#include <algorithm>
#include <array>

namespace odimo::onnx {

namespace {

/// The inputs after the image, by the names the network gives them.
constexpr std::array names = {"weight", "bias", "running_mean", "running_var"};

/// Before opset 14 a node that gives the statistics as well is one that computes them.
bool isInTraining(const Node &node)
{
    const auto isGiven = [](const std::string &value) {
        return !value.empty();
    };
    return integerAttribute(node, "training_mode", 0) != 0 || std::ranges::count_if(node.outputs, isGiven) > 1;
}

} // namespace

std::vector<Step> batchNormalizationSteps(const Graph &graph, const Node &node)
{
    if (isInTraining(node))
        throw Refusal("it is in training mode, in which it computes with the mean and deviation of each batch",
                      "export the model for inference (in PyTorch, call model.eval() before)");
    if (integerAttribute(node, "spatial", 1) != 1)
        throw Refusal("it normalises each pixel on its own (spatial=0)", "train with one mean and deviation a channel");
    const Dimensions &shape = shapeOf(graph, node.inputs.at(0));
    for (std::size_t index = 1; index <= names.size(); ++index) {
        const Constant *values = constantInput(graph, node, index);
        if (!values || !values->isFloat() || shape.size() < 2 || values->shape != Dimensions{shape[1]})
            throw Refusal("its input " + std::to_string(index) + " is no stored tensor of one value a channel",
                          "export the model for inference, with its weights as initialisers");
    }
    if (std::ranges::any_of(floats(*constantInput(graph, node, 4)), [](float variance) { return variance < 0; }))
        throw Refusal("its variance \"" + shortName(node.inputs[4]) + "\" has negative values",
                      "export the model anew");
    return {{network::BatchNormalization{.epsilon = numberAttribute(node, "epsilon", 1e-5)}}};
}

network::Parameters batchNormalizationParameters(Weights &weights, const Node &node)
{
    network::Parameters parameters;
    for (std::size_t index = 1; index <= names.size(); ++index) {
        const Dimensions shape = constantInput(weights.graph(), node, index)->shape;
        parameters[names[index - 1]] = {shape, weights.take(node, index)};
    }
    return parameters;
}

} // namespace odimo::onnx
