// SPDX-License-Identifier: Apache-2.0
#include "core/onnx/operators/operators.h"
#include "core/onnx/refusal.h"
#include "core/onnx/operators/window.h"

namespace odimo::onnx {

namespace {

const Constant &weightsOf(const Graph &graph, const Node &node)
{
    const Constant *weights = constantInput(graph, node, 1);
    if (!weights)
        throw Refusal("its weights are computed, not stored", "export the model with its weights as initialisers");
    if (weights->shape.size() != 4 || !weights->isFloat())
        throw Refusal("its weights " + dimensionsText(weights->shape) +
                          " are no floating-point tensor [out, in, height, width]",
                      "write the layer as a two-dimensional convolution in float32");
    return *weights;
}

int checkedGroups(std::int64_t groups, const Constant &weights, int channels)
{
    if (groups != 1 && groups != channels)
        throw Refusal("it has " + std::to_string(groups) + " groups on " + std::to_string(channels) +
                          " channels; the units take 1 group, or 1 for each channel (depthwise)",
                      "train with groups=1 or depthwise convolutions");
    if (weights.shape[1] * groups != channels)
        throw Refusal("its weights " + dimensionsText(weights.shape) + " and its " + std::to_string(groups) +
                          " group(s) do not fit the " + std::to_string(channels) + " channels of its input",
                      "repair the export; the file contradicts itself");
    return static_cast<int>(groups);
}

} // namespace

std::vector<Step> convolutionSteps(const Graph &graph, const Node &node)
{
    const network::Shape image = imageInput(graph, node);
    const Constant &weights = weightsOf(graph, node);
    const network::Extent kernel{static_cast<int>(weights.shape[2]), static_cast<int>(weights.shape[3])};
    const Window window = readWindow(node, image, kernel);
    const Constant *bias = constantInput(graph, node, 2);
    if (hasInput(node, 2) && (!bias || bias->shape != Dimensions{weights.shape[0]} || !bias->isFloat()))
        throw Refusal("its bias is no stored tensor [" + std::to_string(weights.shape[0]) + "]",
                      "export the model with its weights as initialisers");
    return {{network::Convolution{.outChannels = static_cast<int>(weights.shape[0]),
                                  .kernel = window.kernel,
                                  .stride = window.stride,
                                  .padding = window.padding,
                                  .dilation = window.dilation,
                                  .groups = checkedGroups(integerAttribute(node, "group", 1), weights, image.channels),
                                  .bias = bias != nullptr}}};
}

network::Parameters convolutionParameters(Weights &weights, const Node &node)
{
    network::Parameters parameters;
    const Dimensions shape = constantInput(weights.graph(), node, 1)->shape;
    parameters["weight"] = {shape, weights.take(node, 1)};
    if (hasInput(node, 2))
        parameters["bias"] = {{shape[0]}, weights.take(node, 2)};
    return parameters;
}

} // namespace odimo::onnx
