// SPDX-License-Identifier: Apache-2.0
#include "core/onnx/operators.h"
#include "core/onnx/refusal.h"

#include <algorithm>
#include <array>

namespace odimo::onnx {

namespace {

/// The inputs after the image, by the names the network gives them.
constexpr std::array names = {"weight", "bias", "running_mean", "running_var"};

} // namespace

std::vector<Step> batchNormalizationSteps(const Graph &graph, const Node &node)
{
    if (integerAttribute(node, "training_mode", 0) != 0 || integerAttribute(node, "spatial", 1) != 1)
        throw Refusal("it is in training mode, or works on single pixels", "export the model for inference");
    const Dimensions &shape = shapeOf(graph, node.inputs.at(0));
    for (std::size_t index = 1; index <= names.size(); ++index) {
        const Constant *values = constantInput(graph, node, index);
        if (!values || !values->isFloat() || shape.size() < 2 || values->shape != Dimensions{shape[1]})
            throw Refusal("its input " + std::to_string(index) + " is no stored tensor of one value a channel",
                          "export the model for inference, with its weights as initialisers");
    }
    if (std::ranges::any_of(floats(*constantInput(graph, node, 4)), [](float variance) { return variance < 0; }))
        throw Refusal("its variance \"" + node.inputs[4] + "\" has negative values", "export the model anew");
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
