// SPDX-License-Identifier: Apache-2.0
// Before: BatchNormalization nodes whose only input is a layer without fused ReLU, read by nothing else.
// After: such nodes are gone; the layer has a bias, and with f = gamma / sqrt(var + eps) its parameters are
// W' = W * f, b' = (b - mean) * f + beta, computed in double. Jacob et al., Quantization and Training of Neural
// Networks for Efficient Integer-Arithmetic-Only Inference (2018), section 3.2.
#include "core/base/error.h"
#include "core/network/passes.h"
#include "core/network/rewrite.h"

#include <cmath>

namespace odimo::network {

namespace {

/// Gives a layer a bias; false if the operator is none, or has its ReLU already.
bool setBias(Operator &op)
{
    return std::visit(
        [](auto &alternative) {
            if constexpr (requires { alternative.bias; })
                return !alternative.relu && (alternative.bias = true);
            else
                return false;
        },
        op);
}

void foldParameters(Parameters &parameters, const std::string &layer, const std::string &normalization, double epsilon)
{
    const auto take = [&](const char *name) {
        return std::move(parameters.extract(normalization + "." + name).mapped().values);
    };
    const std::vector<float> gamma = take("weight");
    const std::vector<float> beta = take("bias");
    const std::vector<float> mean = take("running_mean");
    const std::vector<float> variance = take("running_var");

    Tensor &weight = parameters.at(layer + ".weight");
    Tensor &bias = parameters[layer + ".bias"];
    if (bias.values.empty())
        bias = {{weight.shape[0]}, std::vector<float>(gamma.size(), 0.0F)};
    const std::size_t weightsOfChannel = weight.values.size() / gamma.size();
    for (std::size_t channel = 0; channel < gamma.size(); ++channel) {
        const double factor = gamma[channel] / std::sqrt(variance[channel] + epsilon);
        bias.values[channel] =
            static_cast<float>((static_cast<double>(bias.values[channel]) - mean[channel]) * factor + beta[channel]);
        for (std::size_t i = channel * weightsOfChannel; i < (channel + 1) * weightsOfChannel; ++i)
            weight.values[i] = static_cast<float>(weight.values[i] * factor);
    }
}

/// Replaces every normalization by the layer it is folded into, also through other normalizations.
Rewrite findFolds(const Network &network)
{
    Rewrite rewrite(network);
    for (int index = 1; index <= network.output(); ++index) {
        const Node &node = network.node(index);
        if (!std::holds_alternative<BatchNormalization>(node.op))
            continue;
        const int layer = rewrite.standIn[static_cast<std::size_t>(node.inputs[0])];
        if (network.consumers(node.inputs[0]).size() != 1 ||
            !setBias(rewrite.operators[static_cast<std::size_t>(layer)]))
            throw Error(network.name() + ": the batch normalization \"" + node.name + "\" cannot be folded into \"" +
                        network.node(layer).name +
                        "\"; it must directly follow a convolution or fully connected layer that nothing else reads");
        rewrite.standIn[static_cast<std::size_t>(index)] = layer;
    }
    return rewrite;
}

} // namespace

Network foldBatchNormalization(const Network &network) { return apply(findFolds(network), network); }

Model foldBatchNormalization(const Model &model)
{
    const Network &network = model.network;
    checkParameters(network, model.parameters);
    const Rewrite folds = findFolds(network);
    Parameters parameters = model.parameters;
    for (int index = 1; index <= network.output(); ++index) {
        const Node &node = network.node(index);
        const Node &layer = network.node(folds.standIn[static_cast<std::size_t>(index)]);
        if (const auto *normalization = std::get_if<BatchNormalization>(&node.op))
            foldParameters(parameters, layer.name, node.name, normalization->epsilon);
    }
    return {apply(folds, network), std::move(parameters)};
}

} // namespace odimo::network
