// SPDX-License-Identifier: Apache-2.0
#include "core/integer/quantised_network.h"

#include "core/base/error.h"

#include <algorithm>
#include <cstdlib>

namespace odimo::integer {

namespace {

constexpr std::int64_t endOfSums = std::int64_t{1} << 31;

std::string quoted(const network::Node &node) { return "The node " + node.name; }

const CodeRange &rangeOf(const QuantisedNetwork &network, int node)
{
    return network.ranges[static_cast<std::size_t>(node)];
}

/// The largest code of what the node reads, without its sign.
std::int64_t largestInput(const QuantisedNetwork &network, const network::Node &node)
{
    const CodeRange &input = rangeOf(network, node.inputs.front());
    return std::max(-input.least, input.most);
}

std::int64_t largestSumOfCodes(const Converter &converter, const network::Node &node, const network::Network &network)
{
    return (std::int64_t{1} << (converter.bits - 1)) * rowGroups(converter, summedChannels(network, node));
}

void checkLayer(const QuantisedNetwork &network, int index)
{
    const network::Node &node = network.network.node(index);
    const QuantisedLayer &layer = network.layers[static_cast<std::size_t>(index)];
    const auto channels = static_cast<std::size_t>(node.output.channels);
    const std::int64_t macs = network::macs(network.network, index);
    const auto perChannel =
        static_cast<std::size_t>(macs / node.output.channels / node.output.height / node.output.width);
    if (layer.channels.size() != channels || layer.unitOfChannel.size() != channels ||
        layer.weights.size() != channels * perChannel)
        throw Error(quoted(node) + " has integers for another number of channels or inputs.");
    for (std::size_t c = 0; c < channels; ++c) {
        if (layer.unitOfChannel[c] < 0 || layer.unitOfChannel[c] >= static_cast<int>(network.units.size()))
            throw Error(quoted(node) + " has channels on a unit that the platform does not have.");
        std::int64_t sum = 0;
        for (std::size_t i = 0; i < perChannel; ++i)
            sum += std::abs(layer.weights[c * perChannel + i]);
        const Requantisation &by = layer.channels[c];
        const std::optional<Converter> &converter =
            layer.converters.at(static_cast<std::size_t>(layer.unitOfChannel[c]));
        // Each factor is below 2^31 and the sum of weights is tested first, so that the product cannot overflow.
        const std::int64_t mostSum = sum * largestInput(network, node);
        const std::int64_t most = converter ? largestSumOfCodes(*converter, node, network.network) : mostSum;
        if (by.multiplier < 1 || mostSum >= endOfSums ||
            most * by.multiplier + std::abs(std::int64_t{by.addend}) >= endOfSums)
            throw Error(quoted(node) + ": the sums of channel " + std::to_string(c) +
                        " may not fit the 32 bits of an accumulator.");
        if (std::abs(by.shift) > 31)
            throw Error(quoted(node) + " shifts channel " + std::to_string(c) + " by " + std::to_string(by.shift) +
                        "; 31 is the most.");
    }
}

void checkOneExponent(const QuantisedNetwork &network, const network::Node &node)
{
    for (const int input : node.inputs)
        if (rangeOf(network, input).exponent != rangeOf(network, node.inputs.front()).exponent)
            throw Error(quoted(node) + " reads codes of different scales.");
}

} // namespace

int summedChannels(const network::Network &network, const network::Node &node)
{
    const network::Shape &input = network.node(node.inputs.front()).output;
    if (const auto *convolution = std::get_if<network::Convolution>(&node.op))
        return input.channels / convolution->groups;
    return input.channels * input.height * input.width;
}

int shiftOf(const QuantisedNetwork &network, int node)
{
    return rangeOf(network, node).exponent - rangeOf(network, network.network.node(node).inputs.front()).exponent;
}

void checkQuantised(const QuantisedNetwork &network)
{
    for (int index = 0; index <= network.network.output(); ++index) {
        const network::Node &node = network.network.node(index);
        if (network::isLayer(node))
            checkLayer(network, index);
        else if (std::holds_alternative<network::Addition>(node.op) ||
                 std::holds_alternative<network::Concatenation>(node.op))
            checkOneExponent(network, node);
        else if (std::holds_alternative<network::BatchNormalization>(node.op))
            throw Error(quoted(node) + " is a BatchNormalization that no layer took up; it has no integer form.");
    }
}

} // namespace odimo::integer
