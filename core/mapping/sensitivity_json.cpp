// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/sensitivity.h"

#include "core/base/error.h"
#include "core/base/json_reader.h"

#include <nlohmann/json.hpp>

namespace odimo::mapping {

namespace {

constexpr int schema = 1;

/// Only units that may take the layer have penalties.
Json penaltiesToJson(const LayerSensitivity &layer, const platform::Platform &platform)
{
    Json penalties = Json::object();
    for (std::size_t unit = 0; unit < layer.penalty.size(); ++unit) {
        if (!layer.penalty[unit].empty())
            penalties[platform.units.at(unit).name] = layer.penalty[unit];
    }
    return penalties;
}

LayerSensitivity layerFromJson(const Json &json, const platform::Platform &platform, const std::string &where)
{
    JsonReader reader(json, where);
    LayerSensitivity layer{.layer = reader.text("name"), .penalty = {}};
    JsonReader penalties(reader.value("penalties"), reader.path("penalties"));
    for (const platform::ComputeUnit &unit : platform.units)
        layer.penalty.push_back(penalties.has(unit.name) ? penalties.numbers(unit.name) : std::vector<double>{});
    penalties.finish();
    reader.finish();
    return layer;
}

} // namespace

Json toJson(const Sensitivity &sensitivity, const platform::Platform &platform)
{
    Json layers = Json::array();
    for (const LayerSensitivity &layer : sensitivity.layers)
        layers.push_back({{"name", layer.layer}, {"penalties", penaltiesToJson(layer, platform)}});
    return {{"schema", schema}, {"images", sensitivity.images}, {"layers", std::move(layers)}};
}

Sensitivity sensitivityFromJson(const Json &json, const platform::Platform &platform, const std::string &where)
{
    JsonReader reader(json, where);
    if (const int found = reader.integer("schema"); found != schema)
        throw Error(reader.path("schema") + " is " + std::to_string(found) + "; this version reads " +
                    std::to_string(schema));
    Sensitivity sensitivity;
    sensitivity.images = reader.integer("images", 0);
    const Json &layers = reader.array("layers");
    for (std::size_t i = 0; i < layers.size(); ++i)
        sensitivity.layers.push_back(
            layerFromJson(layers[i], platform, reader.path("layers") + "[" + std::to_string(i) + "]"));
    reader.finish();
    return sensitivity;
}

} // namespace odimo::mapping
