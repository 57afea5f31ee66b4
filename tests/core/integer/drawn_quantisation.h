// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/integer/activation_scales.h"
#include "core/integer/mapped_network.h"
#include "tests/core/integer/drawn_network.h"

#include <nlohmann/json.hpp>

namespace odimo::samples {

/// Scales at random, but of one step for what meets in additions and concatenations.
inline mapping::Quantisation drawnQuantisation(const network::Network &network, const mapping::CostTable &table,
                                               std::uint64_t seed)
{
    Random random(deriveSeed(seed, 4));
    const std::vector<bool> isSigned = network::signedNodes(network);
    mapping::Quantisation made;
    int exponent = -7;
    for (int node = 0; node <= network.output(); ++node) {
        const network::Operator &op = network.node(node).op;
        if (std::holds_alternative<network::Relu>(op))
            exponent += random.below(3) - 1;
        else if (node == network.output() || std::holds_alternative<network::Addition>(op))
            exponent += random.below(3);
        if (integer::quantises(network.node(node)))
            made.activations.push_back(
                {network.node(node).name, exponent, 7, isSigned[static_cast<std::size_t>(node)]});
    }
    for (const mapping::LayerTable &layer : table.layers)
        for (const platform::Branch &branch : layer.branches) {
            mapping::WeightScales scales{layer.layer.geometry.name, branch.unit, {}, {}, {}};
            if (branch.format.converter)
                scales.divisor = 1 + random.below(12);
            if (branch.format.weightScale == platform::WeightScale::PowerOfTwoPerLayer)
                scales.scales = {127 * std::ldexp(1.0, -7 - random.below(2))};
            else
                for (int c = 0; c < layer.layer.geometry.outChannels; ++c)
                    scales.scales.push_back(0.05 + random.uniform());
            made.weights.push_back(std::move(scales));
        }
    return made;
}

/// DIANA with an ideal array, or with converters of rows so few that small networks have several row groups.
enum class DrawnArray { Ideal, Adc, AdcOfSignedInputs };

inline platform::Platform drawnPlatform(DrawnArray array, int converterRows = 60)
{
    Json json = Json::parse(platform::loadPlatform(array == DrawnArray::Ideal ? "diana_ideal" : "diana").json);
    Json &analog = json["units"][1];
    if (array != DrawnArray::Ideal)
        analog["converter_rows"] = converterRows;
    if (array == DrawnArray::AdcOfSignedInputs) {
        analog["signed_inputs"] = true;
        analog["analog_input"] = "signed7";
    }
    return platform::platformFromText(json.dump(), "drawn.json");
}

/// A network with drawn weights, quantised and mapped at random.
struct DrawnMapped {
    platform::Platform platform;
    mapping::TrainedNetwork trained;
    mapping::CostTable table;
    mapping::Mapping mapping;

    explicit DrawnMapped(std::uint64_t seed, DrawnArray array = DrawnArray::Ideal)
        : DrawnMapped(drawnModel(seed), seed, drawnPlatform(array))
    {
    }

    DrawnMapped(network::Model model, std::uint64_t seed, platform::Platform on)
        : platform(std::move(on)), trained{std::move(model), std::nullopt, std::nullopt},
          table(mapping::makeCostTable(trained.model.network, platform)), mapping(drawnMapping(table, seed))
    {
        trained.quantisation = drawnQuantisation(trained.model.network, table, seed);
        trained = integer::mapped(trained, mapping, platform);
    }
};

} // namespace odimo::samples
