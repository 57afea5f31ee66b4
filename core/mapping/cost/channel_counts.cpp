// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/cost/channel_counts.h"

#include "core/base/error.h"
#include "core/base/json_reader.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <numeric>

namespace odimo::mapping {

namespace {

void checkLayer(const LayerCounts &counts, const LayerTable &table, const platform::Platform &platform)
{
    const platform::LayerGeometry &geometry = table.layer.geometry;
    if (counts.layer != geometry.name)
        throw Error("the split has the layer " + counts.layer + " where the network has " + geometry.name);
    if (counts.channels.size() != platform.units.size())
        throw Error("the split of the layer " + geometry.name + " is over " + std::to_string(counts.channels.size()) +
                    " units; the platform has " + std::to_string(platform.units.size()));
    for (std::size_t unit = 0; unit < counts.channels.size(); ++unit) {
        if (counts.channels[unit] < 0)
            throw Error("the split of the layer " + geometry.name + " puts " + std::to_string(counts.channels[unit]) +
                        " channels on the unit " + platform.units[unit].name);
        if (counts.channels[unit] > 0 && !table.cycles[unit])
            throw Error("the split puts channels of the layer " + geometry.name + " on the unit " +
                        platform.units[unit].name + ", which cannot take them");
    }
    const std::int64_t sum = std::accumulate(counts.channels.begin(), counts.channels.end(), std::int64_t{0});
    if (sum != geometry.outChannels)
        throw Error("the split of the layer " + geometry.name + " has " + std::to_string(sum) +
                    " channels; the layer has " + std::to_string(geometry.outChannels));
}

} // namespace

ChannelCounts countsOf(const Mapping &mapping, int units)
{
    ChannelCounts counts;
    for (const LayerMapping &layer : mapping.layers)
        counts.push_back({layer.layer, channelsPerUnit(layer, units)});
    return counts;
}

void checkCounts(const ChannelCounts &counts, const CostTable &table)
{
    if (counts.size() != table.layers.size())
        throw Error("the split has " + std::to_string(counts.size()) + " layers; the network has " +
                    std::to_string(table.layers.size()));
    for (std::size_t i = 0; i < counts.size(); ++i)
        checkLayer(counts[i], table.layers[i], table.platform);
}

MappingCost costOf(const CostTable &table, const ChannelCounts &counts)
{
    checkCounts(counts, table);
    Mapping unitByUnit;
    for (const LayerCounts &layer : counts) {
        std::vector<int> units;
        for (std::size_t unit = 0; unit < layer.channels.size(); ++unit)
            units.insert(units.end(), static_cast<std::size_t>(layer.channels[unit]), static_cast<int>(unit));
        unitByUnit.layers.push_back({layer.layer, std::move(units)});
    }
    return costOf(table, unitByUnit);
}

Json toJson(const ChannelCounts &counts, const platform::Platform &platform)
{
    Json layers = Json::array();
    for (const LayerCounts &layer : counts) {
        Json channels = Json::object();
        for (std::size_t unit = 0; unit < layer.channels.size(); ++unit)
            channels[platform.units.at(unit).name] = layer.channels[unit];
        layers.push_back({{"name", layer.layer}, {"channels", std::move(channels)}});
    }
    return layers;
}

ChannelCounts channelCountsFromJson(const Json &json, const platform::Platform &platform, const std::string &where)
{
    if (!json.is_array())
        throw Error(where + " must be a list of layers");
    ChannelCounts counts;
    for (std::size_t i = 0; i < json.size(); ++i) {
        JsonReader layer(json[i], where + "[" + std::to_string(i) + "]");
        LayerCounts own{.layer = layer.text("name"), .channels = {}};
        JsonReader channels(layer.value("channels"), layer.path("channels"));
        for (const platform::ComputeUnit &unit : platform.units)
            own.channels.push_back(channels.integer(unit.name, 0));
        channels.finish();
        layer.finish();
        counts.push_back(std::move(own));
    }
    return counts;
}

} // namespace odimo::mapping
