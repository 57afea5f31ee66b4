// SPDX-License-Identifier: Apache-2.0
#include "core/host/compare/layers_side_by_side.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>

namespace odimo::host {

namespace {

void addNames(const platform::Platform &platform, std::vector<std::string> &units)
{
    for (const platform::ComputeUnit &unit : platform.units)
        if (std::ranges::find(units, unit.name) == units.end())
            units.push_back(unit.name);
}

LayerRow &rowNamed(const std::string &name, std::size_t mappings, std::vector<LayerRow> &rows)
{
    const auto found = std::ranges::find(rows, name, &LayerRow::layer);
    if (found != rows.end())
        return *found;
    rows.push_back({.layer = name, .shares = std::vector<std::optional<LayerShare>>(mappings)});
    return rows.back();
}

} // namespace

bool LayerRow::isSame() const { return std::ranges::adjacent_find(shares, std::not_equal_to()) == shares.end(); }

LayersSideBySide sideBySide(const std::vector<std::optional<ComparedMapping>> &mappings)
{
    LayersSideBySide all;
    for (const auto &each : mappings)
        if (each)
            addNames(each->costs.platform, all.units);
    for (std::size_t which = 0; which < mappings.size(); ++which) {
        if (!mappings[which])
            continue;
        const auto &[mapping, costs] = *mappings[which];
        const mapping::MappingCost cost = mapping::costOf(costs, mapping);
        const std::vector<std::size_t> places = placesOf(costs.platform, all.units);
        for (std::size_t i = 0; i < cost.layers.size(); ++i) {
            LayerShare made{.channels = std::vector<int>(all.units.size(), 0),
                            .latency_cycles = cost.layers[i].latency_cycles,
                            .energy_uJ = cost.layers[i].energy_uJ};
            const std::vector<int> channels =
                mapping::channelsPerUnit(mapping.layers[i], static_cast<int>(places.size()));
            for (std::size_t unit = 0; unit < channels.size(); ++unit)
                made.channels[places[unit]] = channels[unit];
            rowNamed(mapping.layers[i].layer, mappings.size(), all.layers).shares[which] = std::move(made);
        }
    }
    return all;
}

std::vector<std::size_t> placesOf(const platform::Platform &platform, const std::vector<std::string> &units)
{
    std::vector<std::size_t> places;
    for (const platform::ComputeUnit &unit : platform.units)
        places.push_back(static_cast<std::size_t>(std::ranges::find(units, unit.name) - units.begin()));
    return places;
}

Json toJson(const std::optional<LayerShare> &share, const std::vector<std::string> &units)
{
    if (!share)
        return nullptr;
    Json channels = Json::object();
    for (std::size_t unit = 0; unit < units.size(); ++unit)
        channels[units[unit]] = share->channels[unit];
    return {{"channels", channels}, {"latency_cycles", share->latency_cycles}, {"energy_uJ", share->energy_uJ}};
}

} // namespace odimo::host
