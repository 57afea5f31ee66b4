// SPDX-License-Identifier: Apache-2.0
#include "core/integer/activation_scales.h"

#include "core/base/error.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace odimo::integer {

bool quantises(const network::Node &node)
{
    return network::isLayer(node) || std::holds_alternative<network::Input>(node.op) ||
           std::holds_alternative<network::Addition>(node.op) || std::holds_alternative<network::Relu>(node.op);
}

int quantiserOf(const network::Network &network, int node)
{
    while (!quantises(network.node(node)))
        node = network.node(node).inputs.front();
    return node;
}

std::vector<mapping::ActivationScale> scalesByNode(const network::Network &network,
                                                   const mapping::Quantisation &quantisation)
{
    std::map<std::string, mapping::ActivationScale> named;
    for (const mapping::ActivationScale &scale : quantisation.activations)
        named[scale.node] = scale;
    std::vector<mapping::ActivationScale> scales;
    for (int node = 0; node <= network.output(); ++node) {
        const std::string &name = network.node(quantiserOf(network, node)).name;
        const auto found = named.find(name);
        if (found == named.end())
            throw Error("The quantisation has no activation scale for node " + name +
                        "; it belongs to another network or is damaged.");
        scales.push_back(found->second);
        if (!quantises(network.node(node)))
            for (const int input : network.node(node).inputs) // A concatenation has a sign if any part has one.
                scales.back().isSigned = scales.back().isSigned || scales[static_cast<std::size_t>(input)].isSigned;
    }
    return scales;
}

LayerSteps stepsOfLayer(const network::Network &network, const std::vector<mapping::ActivationScale> &scales, int node)
{
    const auto rangeOf = [&scales](int each) {
        return codeRange(scales[static_cast<std::size_t>(each)]);
    };
    const CodeRange input = rangeOf(network.node(node).inputs.front());
    return {.input = input.step(),
            .output = rangeOf(node).step(),
            .largestInput = static_cast<double>(std::max(-input.least, input.most))};
}

LayerSteps readBy(const platform::NumericFormat &format, LayerSteps steps)
{
    steps.input = std::ldexp(steps.input, format.droppedInputBits);
    steps.largestInput = std::ldexp(steps.largestInput, -format.droppedInputBits);
    return steps;
}

} // namespace odimo::integer
