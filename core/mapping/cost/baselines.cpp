// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/cost/baselines.h"

#include "core/platform/left_out.h"

#include <algorithm>

namespace odimo::mapping {

namespace {

/// The unit that takes a whole layer when `wanted` should: itself, else the first of
/// Platform::referenceOrder that can.
int unitOrReference(const LayerTable &layer, const platform::Platform &platform, int wanted)
{
    const auto eligible = [&](int unit) {
        return layer.cycles[static_cast<std::size_t>(unit)].has_value();
    };
    if (eligible(wanted))
        return wanted;
    const std::vector<int> order = platform.referenceOrder();
    return *std::ranges::find_if(order, eligible);
}

LayerMapping wholeLayer(const LayerTable &layer, int unit)
{
    const platform::LayerGeometry &geometry = layer.layer.geometry;
    return {.layer = geometry.name,
            .unitOfChannel = std::vector<int>(static_cast<std::size_t>(geometry.outChannels), unit)};
}

Mapping firstAndLastReference(const CostTable &table)
{
    std::vector<int> order = table.platform.referenceOrder();
    std::erase_if(order, [&](int unit) { return leavesOut(table.platform.units[static_cast<std::size_t>(unit)]); });
    Mapping mapping = uniformMapping(table, order.back());
    if (mapping.layers.empty())
        return mapping;
    const auto makeReference = [&](std::size_t i) {
        mapping.layers[i] =
            wholeLayer(table.layers[i], unitOrReference(table.layers[i], table.platform, order.front()));
    };
    makeReference(0);
    makeReference(mapping.layers.size() - 1);
    return mapping;
}

} // namespace

Mapping uniformMapping(const CostTable &table, int unit)
{
    Mapping mapping;
    for (const LayerTable &layer : table.layers)
        mapping.layers.push_back(wholeLayer(layer, unitOrReference(layer, table.platform, unit)));
    return mapping;
}

Mapping referenceMapping(const CostTable &table) { return uniformMapping(table, table.platform.referenceUnit()); }

MappingCost referenceCost(const CostTable &table) { return costOf(table, referenceMapping(table)); }

std::vector<Baseline> baselines(const CostTable &table)
{
    const platform::Platform &platform = table.platform;
    std::vector<Baseline> found;
    for (std::size_t unit = 0; unit < platform.units.size(); ++unit)
        if (!leavesOut(platform.units[unit]))
            found.push_back({"all-" + platform.units[unit].name, uniformMapping(table, static_cast<int>(unit))});
    const std::string &reference = platform.units[static_cast<std::size_t>(platform.referenceUnit())].name;
    found.push_back({"first-and-last-" + reference, firstAndLastReference(table)});
    found.push_back({"min-latency", cheapestMapping(table, Objective::Latency)});
    found.push_back({"min-energy", cheapestMapping(table, Objective::Energy)});
    return found;
}

} // namespace odimo::mapping
