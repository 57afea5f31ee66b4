// SPDX-License-Identifier: Apache-2.0
#include "core/network/parameters.h"

#include "core/base/error.h"
#include "core/base/list_text.h"
#include "core/base/overloaded.h"
#include "core/base/random.h"

#include <algorithm>
#include <cmath>

namespace odimo::network {

namespace {

using Sizes = std::vector<std::int64_t>;
using NamedSizes = std::map<std::string, Sizes>;

std::int64_t count(const Sizes &shape)
{
    std::int64_t product = 1;
    for (std::int64_t dimension : shape)
        product *= dimension;
    return product;
}

std::string sizesText(const Sizes &shape)
{
    std::string text;
    for (std::int64_t dimension : shape)
        addToList(text, std::to_string(dimension));
    return "[" + text + "]";
}

NamedSizes nodeParameters(const Operator &op, std::int64_t inChannels)
{
    return std::visit(Overloaded{
                          [&](const Convolution &convolution) {
                              NamedSizes sizes{{"weight",
                                                {convolution.outChannels, inChannels / convolution.groups,
                                                 convolution.kernel.height, convolution.kernel.width}}};
                              if (convolution.bias)
                                  sizes["bias"] = {convolution.outChannels};
                              return sizes;
                          },
                          [&](const FullyConnected &fullyConnected) {
                              NamedSizes sizes{{"weight", {fullyConnected.outFeatures, inChannels}}};
                              if (fullyConnected.bias)
                                  sizes["bias"] = {fullyConnected.outFeatures};
                              return sizes;
                          },
                          [&](const BatchNormalization &) {
                              const Sizes channels{inChannels};
                              return NamedSizes{{"weight", channels},
                                                {"bias", channels},
                                                {"running_mean", channels},
                                                {"running_var", channels}};
                          },
                          [](const auto &) { return NamedSizes(); },
                      },
                      op);
}

NamedSizes nodeParameters(const Network &network, const Node &node)
{
    return node.inputs.empty() ? NamedSizes() : nodeParameters(node.op, network.node(node.inputs[0]).output.channels);
}

void fillConvolution(Tensor &weight, Random &random)
{
    const double fanOut = static_cast<double>(weight.shape[0] * weight.shape[2] * weight.shape[3]);
    const double deviation = std::sqrt(2 / fanOut);
    for (float &value : weight.values)
        value = static_cast<float>(deviation * random.normal());
}

void fillFullyConnected(Tensor &weight, Random &random)
{
    const double bound = 1 / std::sqrt(static_cast<double>(weight.shape[1]));
    for (float &value : weight.values)
        value = static_cast<float>(bound * (2 * random.uniform() - 1));
}

} // namespace

std::map<std::string, std::vector<std::int64_t>> parameterShapes(const Network &network)
{
    NamedSizes shapes;
    for (const Node &node : network.nodes())
        for (const auto &[name, sizes] : nodeParameters(network, node))
            shapes[node.name + "." + name] = sizes;
    return shapes;
}

void checkTensors(const std::string &owner, const NamedSizes &shapes, const Parameters &parameters)
{
    for (const auto &[name, sizes] : shapes) {
        const auto found = parameters.find(name);
        if (found == parameters.end())
            throw Error(owner + " lack \"" + name + "\" " + sizesText(sizes));
        const Tensor &tensor = found->second;
        if (tensor.shape != sizes || static_cast<std::int64_t>(tensor.values.size()) != count(sizes))
            throw Error(owner + ": \"" + name + "\" has the shape " + sizesText(tensor.shape) + " and " +
                        std::to_string(tensor.values.size()) + " values; the network needs " + sizesText(sizes));
        if (!std::ranges::all_of(tensor.values, [](float value) { return std::isfinite(value); }))
            throw Error(owner + ": \"" + name + "\" has values that are no finite numbers");
        if (name.ends_with(".running_var") && std::ranges::any_of(tensor.values, [](float value) { return value < 0; }))
            throw Error(owner + ": \"" + name + "\" has negative variances");
    }
    for (const auto &[name, unused] : parameters)
        if (!shapes.contains(name))
            throw Error(owner + " have \"" + name + "\", which the network does not use");
}

void checkParameters(const Network &network, const Parameters &parameters)
{
    checkTensors("the weights of " + network.name(), parameterShapes(network), parameters);
}

Parameters initialise(const Network &network, std::uint64_t seed)
{
    Parameters parameters;
    for (int index = 0; index <= network.output(); ++index) {
        const Node &node = network.node(index);
        // A stream for each node: a change in one layer leaves the others as they were.
        Random random(deriveSeed(seed, static_cast<std::uint64_t>(index)));
        for (const auto &[name, sizes] : nodeParameters(network, node)) {
            Tensor &tensor = parameters[node.name + "." + name];
            const bool ones =
                std::holds_alternative<BatchNormalization>(node.op) && (name == "weight" || name == "running_var");
            tensor = {sizes, std::vector<float>(static_cast<std::size_t>(count(sizes)), ones ? 1.0F : 0.0F)};
            if (name == "weight" && std::holds_alternative<Convolution>(node.op))
                fillConvolution(tensor, random);
            if (name == "weight" && std::holds_alternative<FullyConnected>(node.op))
                fillFullyConnected(tensor, random);
        }
    }
    return parameters;
}

} // namespace odimo::network
