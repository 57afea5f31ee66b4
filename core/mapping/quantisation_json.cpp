// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/quantisation.h"

#include "core/base/error.h"
#include "core/base/json_reader.h"

#include <nlohmann/json.hpp>

namespace odimo::mapping {

namespace {

constexpr int schema = 1;

ActivationScale activationFromJson(const Json &json, const std::string &where)
{
    JsonReader reader(json, where);
    ActivationScale activation{.node = reader.text("node"),
                               .exponent = reader.integer("exponent", -64, 64),
                               .bits = reader.integer("bits", 1, 8),
                               .isSigned = reader.boolean("signed")};
    reader.finish();
    return activation;
}

WeightScales weightsFromJson(const Json &json, const platform::Platform &platform, const std::string &where)
{
    JsonReader reader(json, where);
    WeightScales weights{.layer = reader.text("layer"), .unit = 0, .scales = reader.numbers("scales")};
    const std::string unit = reader.text("unit");
    weights.unit = within(reader.path("unit") + ": ", [&] { return platform.unitNamed(unit); });
    if (reader.has("exponent"))
        weights.exponent = reader.integer("exponent", -128, 128);
    if (reader.has("divisor"))
        weights.divisor = reader.integer("divisor", 1, largestDivisor);
    reader.finish();
    return weights;
}

} // namespace

Json toJson(const Quantisation &quantisation, const platform::Platform &platform)
{
    Json activations = Json::array();
    for (const ActivationScale &activation : quantisation.activations)
        activations.push_back({{"node", activation.node},
                               {"exponent", activation.exponent},
                               {"bits", activation.bits},
                               {"signed", activation.isSigned}});
    Json weights = Json::array();
    for (const WeightScales &layer : quantisation.weights) {
        Json made = {{"layer", layer.layer},
                     {"unit", platform.units.at(static_cast<std::size_t>(layer.unit)).name},
                     {"scales", layer.scales}};
        if (layer.exponent)
            made["exponent"] = *layer.exponent;
        if (layer.divisor)
            made["divisor"] = *layer.divisor;
        weights.push_back(std::move(made));
    }
    return {{"schema", schema},
            {"style", quantisation.style},
            {"activations", std::move(activations)},
            {"weights", std::move(weights)}};
}

Quantisation quantisationFromJson(const Json &json, const platform::Platform &platform, const std::string &where)
{
    JsonReader reader(json, where);
    if (const int found = reader.integer("schema"); found != schema)
        throw Error(reader.path("schema") + " is " + std::to_string(found) + "; this version reads " +
                    std::to_string(schema));
    Quantisation quantisation;
    quantisation.style = reader.text("style");
    if (quantisation.style == correctedStyleBefore)
        quantisation.style = "corrected";
    if (quantisation.style != "corrected" && quantisation.style != "published")
        throw Error(reader.path("style") + " is \"" + quantisation.style + "\"; known: corrected, published");
    const auto element = [&](const char *array, std::size_t index) {
        return reader.path(array) + "[" + std::to_string(index) + "]";
    };
    const Json &activations = reader.array("activations");
    for (std::size_t i = 0; i < activations.size(); ++i)
        quantisation.activations.push_back(activationFromJson(activations[i], element("activations", i)));
    const Json &weights = reader.array("weights");
    for (std::size_t i = 0; i < weights.size(); ++i)
        quantisation.weights.push_back(weightsFromJson(weights[i], platform, element("weights", i)));
    reader.finish();
    return quantisation;
}

} // namespace odimo::mapping
