// SPDX-License-Identifier: Apache-2.0
#include "core/integer/quantised_network_json.h"

#include "core/network/network_json.h"
#include "core/network/parameters.h"

#include <nlohmann/json.hpp>

namespace odimo::integer {

namespace {

constexpr int schema = 2;

Json rules()
{
    return {{"value", "a code stands for code * 2^exponent; saturated(c) is the nearest of least .. most"},
            {"asr", "asr(v, s) = floor(v / 2^s)"},
            {"input", "saturated(floor(value / 2^exponent + 1/2)), in single precision; pixels are p / 255"},
            {"layer", "saturated(asr(sum * multiplier + addend, shift)); the sum is over weight * code in 32 bits, "
                      "padding is 0, the addend holds the bias and half a step, a ReLU is least = 0"},
            {"unit", "a unit reads asr(code, dropped_input_bits)"},
            {"converter",
             "on a unit with one, sum is the sum over groups of group_channels input channels each, in order, "
             "of the nearest of -2^(bits - 1) .. 2^(bits - 1) - 1 to floor(sum of the group / divisor)"},
            {"addition", "saturated(asr(a + b, shift)): nothing is added before the shift"},
            {"relu", "saturated(asr(code + (shift > 0 ? 2^(shift - 1) : 0), shift)); a negative shift multiplies"},
            {"average_pool", "sum / count, truncated toward zero; count is what lies in the image or is counted"},
            {"max_pool", "the largest code in the image"},
            {"output", "codes of the last node, requantised as any layer's; the largest is the class"}};
}

Json channelsToJson(const QuantisedNetwork &network, const QuantisedLayer &layer)
{
    const std::size_t perChannel = layer.weights.size() / layer.channels.size();
    Json channels = Json::array();
    for (std::size_t c = 0; c < layer.channels.size(); ++c) {
        const auto first = layer.weights.begin() + static_cast<std::ptrdiff_t>(c * perChannel);
        channels.push_back({{"unit", network.units[static_cast<std::size_t>(layer.unitOfChannel[c])].name},
                            {"multiplier", layer.channels[c].multiplier},
                            {"addend", layer.channels[c].addend},
                            {"shift", layer.channels[c].shift},
                            {"weights", std::vector<int>(first, first + static_cast<std::ptrdiff_t>(perChannel))}});
    }
    return channels;
}

Json unitsToJson(const QuantisedNetwork &network)
{
    Json units = Json::array();
    for (const QuantisedUnit &unit : network.units)
        units.push_back({{"name", unit.name}, {"dropped_input_bits", unit.droppedInputBits}});
    return units;
}

/// By unit; null where sums are exact.
Json convertersToJson(const QuantisedLayer &layer)
{
    Json converters = Json::array();
    for (const std::optional<Converter> &converter : layer.converters)
        converters.push_back(converter ? Json{{"divisor", converter->divisor},
                                              {"bits", converter->bits},
                                              {"group_channels", converter->groupChannels}}
                                       : Json());
    return converters;
}

} // namespace

Json toJson(const QuantisedNetwork &network)
{
    Json codes = Json::array(), layers = Json::array(), shifts = Json::array();
    const auto shapes = network::parameterShapes(network.network);
    for (int index = 0; index <= network.network.output(); ++index) {
        const network::Node &node = network.network.node(index);
        const CodeRange &range = network.ranges[static_cast<std::size_t>(index)];
        codes.push_back(
            {{"node", node.name}, {"exponent", range.exponent}, {"least", range.least}, {"most", range.most}});
        if (network::isLayer(node))
            layers.push_back({{"name", node.name},
                              {"shape", shapes.at(node.name + ".weight")},
                              {"converters", convertersToJson(network.layers[static_cast<std::size_t>(index)])},
                              {"channels", channelsToJson(network, network.layers[static_cast<std::size_t>(index)])}});
        else if (std::holds_alternative<network::Addition>(node.op) || std::holds_alternative<network::Relu>(node.op))
            shifts.push_back({{"node", node.name}, {"shift", shiftOf(network, index)}});
    }
    return {{"schema", schema},
            {"rules", rules()},
            {"network", network::toJson(network.network)},
            {"units", unitsToJson(network)},
            {"codes", codes},
            {"layers", layers},
            {"shifts", shifts}};
}

} // namespace odimo::integer
