// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/mapping.h"

#include "core/base/error.h"
#include "core/base/json_reader.h"

#include <nlohmann/json.hpp>

namespace odimo::mapping {

namespace {

constexpr int schema = 1;
/// More channels than any network has in all its layers; a bound on the memory that a broken file can ask for.
constexpr std::size_t mostChannels = 1 << 20;

Json runsOf(const std::vector<int> &unitOfChannel, const platform::Platform &platform)
{
    Json runs = Json::array();
    for (std::size_t begin = 0, end = 0; begin < unitOfChannel.size(); begin = end) {
        while (end < unitOfChannel.size() && unitOfChannel[end] == unitOfChannel[begin])
            ++end;
        const auto unit = static_cast<std::size_t>(unitOfChannel[begin]);
        runs.push_back(Json::array({platform.units.at(unit).name, end - begin}));
    }
    return runs;
}

void appendRun(std::vector<int> &unitOfChannel, const Json &run, const platform::Platform &platform,
               const std::string &where)
{
    if (!run.is_array() || run.size() != 2 || !run[0].is_string() || !run[1].is_number_integer())
        throw Error(where + " must be a unit and a number of channels, for example [\"" + platform.units.front().name +
                    "\", 16]");
    const auto length = run[1].get<std::int64_t>();
    const std::size_t room = mostChannels - unitOfChannel.size();
    if (length < 1 || static_cast<std::size_t>(length) > room)
        throw Error(where + " gives " + run[1].dump() + " channels; a run has 1 or more, and a layer at most " +
                    std::to_string(mostChannels));
    const auto unitName = run[0].get<std::string>();
    const int unit = within(where + ": ", [&] { return platform.unitNamed(unitName); });
    unitOfChannel.insert(unitOfChannel.end(), static_cast<std::size_t>(length), unit);
}

LayerMapping layerFromJson(const Json &json, const platform::Platform &platform, const std::string &where)
{
    JsonReader reader(json, where);
    LayerMapping layer{.layer = reader.text("name"), .unitOfChannel = {}};
    const Json &runs = reader.array("channels");
    for (std::size_t i = 0; i < runs.size(); ++i)
        appendRun(layer.unitOfChannel, runs[i], platform, reader.path("channels") + "[" + std::to_string(i) + "]");
    reader.finish();
    return layer;
}

} // namespace

Json toJson(const Mapping &mapping, const platform::Platform &platform)
{
    Json layers = Json::array();
    for (const LayerMapping &layer : mapping.layers)
        layers.push_back({{"name", layer.layer}, {"channels", runsOf(layer.unitOfChannel, platform)}});
    return {{"schema", schema}, {"layers", std::move(layers)}};
}

Mapping mappingFromJson(const Json &json, const platform::Platform &platform, const std::string &where)
{
    JsonReader reader(json, where);
    if (const int found = reader.integer("schema"); found != schema)
        throw Error(reader.path("schema") + " is " + std::to_string(found) + "; this version reads " +
                    std::to_string(schema));
    Mapping mapping;
    const Json &layers = reader.array("layers");
    std::size_t channels = 0;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        mapping.layers.push_back(
            layerFromJson(layers[i], platform, reader.path("layers") + "[" + std::to_string(i) + "]"));
        channels += mapping.layers.back().unitOfChannel.size();
        if (channels > mostChannels)
            throw Error(reader.path("layers") + " have more than " + std::to_string(mostChannels) + " channels");
    }
    reader.finish();
    return mapping;
}

} // namespace odimo::mapping
