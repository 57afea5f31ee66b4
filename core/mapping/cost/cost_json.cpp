// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/cost/cost_json.h"

#include "core/platform/layout_mode.h"

#include <nlohmann/json.hpp>

namespace odimo::mapping {

Json cyclesToJson(const LayerCost &cost, const platform::Platform &platform)
{
    Json cycles = Json::object();
    for (std::size_t unit = 0; unit < platform.units.size(); ++unit)
        cycles[platform.units[unit].name] = cost.cycles[unit] ? Json(*cost.cycles[unit]) : Json(nullptr);
    return cycles;
}

Json toJson(const Cost &cost)
{
    return {{"latency_cycles", cost.latency_cycles}, {"latency_ms", cost.latency_ms}, {"energy_uJ", cost.energy_uJ}};
}

Json costToJson(const CostTable &table, const Mapping &mapping)
{
    const platform::Platform &platform = table.platform;
    const MappingCost total = costOf(table, mapping);
    Json layers = Json::array();
    for (std::size_t i = 0; i < total.layers.size(); ++i) {
        const LayerCost &cost = total.layers[i];
        const std::vector<int> counts = channelsPerUnit(mapping.layers[i], static_cast<int>(platform.units.size()));
        Json channels = Json::object();
        for (std::size_t unit = 0; unit < counts.size(); ++unit)
            channels[platform.units[unit].name] = counts[unit];
        Json layer = {
            {"name", mapping.layers[i].layer}, {"channels", channels}, {"cycles", cyclesToJson(cost, platform)}};
        if (platform.layout)
            layer["conversion_cycles"] = cost.conversion_cycles;
        layer["latency_cycles"] = cost.latency_cycles;
        layer["energy_uJ"] = cost.energy_uJ;
        layers.push_back(std::move(layer));
    }
    return {{"layout", platform::nameOf(platform::layoutModeOf(platform))},
            {"latency_cycles", total.latency_cycles},
            {"latency_ms", total.latency_ms},
            {"energy_uJ", total.energy_uJ},
            {"layers", layers}};
}

} // namespace odimo::mapping
