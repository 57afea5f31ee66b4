// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/integer/quantised_network.h"
#include "core/network/network_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace odimo::samples {

/// What another program would read of integers.json.
inline integer::QuantisedNetwork readIntegers(const Json &json)
{
    integer::QuantisedNetwork made{.network = network::networkFromJson(json["network"], "network"),
                                   .units = {},
                                   .ranges = {},
                                   .layers = std::vector<integer::QuantisedLayer>(json["network"]["nodes"].size())};
    for (const Json &unit : json["units"])
        made.units.push_back({unit["name"], unit["dropped_input_bits"]});
    for (const Json &codes : json["codes"])
        made.ranges.push_back({codes["exponent"], codes["least"], codes["most"]});
    for (const Json &layer : json["layers"]) {
        integer::QuantisedLayer &own = made.layers[static_cast<std::size_t>(made.network.find(layer["name"]))];
        for (const Json &converter : layer["converters"])
            own.converters.push_back(converter.is_null()
                                         ? std::nullopt
                                         : std::optional(integer::Converter{converter["divisor"], converter["bits"],
                                                                            converter["group_channels"]}));
        for (const Json &channel : layer["channels"]) {
            const auto unit =
                std::ranges::find(made.units, channel["unit"].get<std::string>(), &integer::QuantisedUnit::name);
            own.unitOfChannel.push_back(static_cast<int>(unit - made.units.begin()));
            own.channels.push_back({channel["multiplier"], channel["addend"], channel["shift"]});
            for (const Json &weight : channel["weights"])
                own.weights.push_back(weight);
        }
    }
    return made;
}

} // namespace odimo::samples
