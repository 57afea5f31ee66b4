// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/editor/layer_values.h"

#include "widgets/layers/split_values.h"

#include <algorithm>
#include <cmath>

namespace odimo::widgets {

namespace {

StairValues stairValues(const mapping::LayerTable &table, const platform::Platform &platform,
                        const mapping::Restrictions &restrictions)
{
    const mapping::Staircase stairs = *mapping::staircase(table, platform, mapping::Objective::Latency);
    StairValues values{.referenceUnit = stairs.referenceUnit,
                       .otherUnit = stairs.otherUnit,
                       .reference_cycles = *table.cycles[static_cast<std::size_t>(stairs.referenceUnit)],
                       .other_cycles = *table.cycles[static_cast<std::size_t>(stairs.otherUnit)],
                       .layer_cycles = stairs.cost,
                       .ends = mapping::stepEndsUpTo(stairs.cost, table.layer.geometry.outChannels),
                       .range = mapping::channelRange(table, stairs.referenceUnit, restrictions)};
    std::ranges::reverse(values.other_cycles);
    std::erase_if(values.ends, [&](int end) { return end < values.range.least || end > values.range.most; });
    for (const int bound : {values.range.least, values.range.most})
        if (std::ranges::find(values.ends, bound) == values.ends.end())
            values.ends.push_back(bound);
    std::ranges::sort(values.ends);
    return values;
}

} // namespace

LayerValues layerValues(const mapping::CostTable &table, const mapping::Mapping &edited,
                        const mapping::Mapping &original, const mapping::Restrictions &restrictions, std::size_t index)
{
    const mapping::LayerTable &layer = table.layers[index];
    const mapping::MappingCost cost = costOf(table, edited);
    const int units = static_cast<int>(table.platform.units.size());
    LayerValues values{.name = QString::fromStdString(layer.layer.geometry.name),
                       .geometry = geometryText(layer.layer.geometry),
                       .units = {},
                       .channels = channelsPerUnit(edited.layers[index], units),
                       .channelsBefore = channelsPerUnit(original.layers[index], units),
                       .ranges = {},
                       .cycles = cost.layers[index].cycles,
                       .latency_cycles = cost.layers[index].latency_cycles,
                       .energy_uJ = cost.layers[index].energy_uJ,
                       .latencyBefore_cycles = costOf(table, original).layers[index].latency_cycles,
                       .stairs = {},
                       .explanation = {}};
    values.explanation = explainLayer(layer, table.platform, values.channels, cost.layers[index].conversion_cycles);
    for (int unit = 0; unit < units; ++unit) {
        values.units << QString::fromStdString(table.platform.units[static_cast<std::size_t>(unit)].name);
        values.ranges.push_back(mapping::channelRange(layer, unit, restrictions));
    }
    const auto pinned = mapping::pinnedUnits(restrictions, layer);
    values.isPinned = std::ranges::all_of(pinned, [](const auto &unit) { return unit.has_value(); });
    if (layer.branches.size() == 2)
        values.stairs = stairValues(layer, table.platform, restrictions);
    return values;
}

int nearestEnd(const StairValues &stairs, double n)
{
    return *std::ranges::min_element(stairs.ends, {}, [n](int end) { return std::abs(end - n); });
}

int nextEnd(const StairValues &stairs, int n, int direction)
{
    if (direction > 0) {
        const auto above = std::ranges::upper_bound(stairs.ends, n);
        return above == stairs.ends.end() ? n : *above;
    }
    const auto from = std::ranges::lower_bound(stairs.ends, n);
    return from == stairs.ends.begin() ? n : *(from - 1);
}

} // namespace odimo::widgets
