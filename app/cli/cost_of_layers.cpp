// SPDX-License-Identifier: Apache-2.0
#include "app/cli/cost_of_layers.h"

#include "core/base/error.h"
#include "core/base/json_reader.h"
#include "core/mapping/cost/cost_json.h"

#include <nlohmann/json.hpp>

#include <numeric>

namespace odimo::cli {

namespace {

struct SplitLayer {
    platform::Layer layer;
    std::vector<int> channels; ///< Per unit.
};

SplitLayer readLayer(const Json &json, const platform::Platform &platform, const std::string &where)
{
    JsonReader reader(json, where);
    SplitLayer split;
    platform::LayerGeometry &geometry = split.layer.geometry;
    geometry.name = reader.text("name");
    geometry.inChannels = reader.integer("ch_in", 1);
    geometry.kernelX = reader.integer("k_x", 1);
    geometry.kernelY = reader.integer("k_y", 1);
    geometry.groups = reader.integer("groups", 1);
    geometry.dilated = reader.has("dilated") && reader.boolean("dilated");
    geometry.outX = reader.integer("out_x", 1);
    geometry.outY = reader.integer("out_y", 1);
    for (const platform::ComputeUnit &unit : platform.units)
        split.channels.push_back(reader.integer("ch_out_" + unit.name, 0, 1 << 20));
    geometry.outChannels = std::accumulate(split.channels.begin(), split.channels.end(), 0);
    if (geometry.outChannels < 1)
        throw Error(where + ": layer '" + geometry.name + "' has no output channels on any unit");
    if (geometry.inChannels % geometry.groups != 0 || geometry.outChannels % geometry.groups != 0)
        throw Error(where + ": layer '" + geometry.name + "' has " + std::to_string(geometry.groups) +
                    " groups, which do not divide its channels");
    if (geometry.groups > 1)
        split.layer.kind = platform::OperatorKind::GroupedConvolution;
    return split;
}

} // namespace

Json costsOfLayers(const Json &layers, const platform::Platform &platform, const std::string &where)
{
    if (!layers.is_array())
        throw Error(where + " should be a JSON array of layers");
    Json result = Json::array();
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const std::string place = where + ": [" + std::to_string(i) + "]";
        const SplitLayer split = readLayer(layers[i], platform, place);
        const mapping::LayerTable table = mapping::makeLayerTable(split.layer, platform);
        const mapping::LayerCost cost = mapping::costOfLayer(table, platform, split.channels);
        result.push_back({{"name", split.layer.geometry.name},
                          {"cycles", mapping::cyclesToJson(cost, platform)},
                          {"latency_cycles", cost.latency_cycles},
                          {"energy_uJ", cost.energy_uJ}});
    }
    return result;
}

} // namespace odimo::cli
