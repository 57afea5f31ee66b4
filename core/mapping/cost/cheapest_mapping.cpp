// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/cost/baselines.h"
#include "core/mapping/cost/cheapest_split.h"

#include <algorithm>
#include <map>

namespace odimo::mapping {

namespace {

using SplitsOfLayer = std::vector<std::vector<int>>;

/// By layer the splits of which one is best, whatever the other layers do: for every set of layouts the cheapest whose
/// units have these.
SplitsOfLayer usefulSplits(const LayerTable &layer, const platform::Platform &platform, Objective objective)
{
    LayoutSet layouts = 0;
    for (const platform::Branch &branch : layer.branches)
        layouts |= layer.tensors->layoutOfUnit[static_cast<std::size_t>(branch.unit)];
    const LayoutSet first = layer.tensors->layoutOfUnit[static_cast<std::size_t>(layer.reference().unit)];
    SplitsOfLayer splits = {cheapestSplit(layer, platform, objective, first)};
    for (LayoutSet within = layouts; within != 0; within = (within - 1) & layouts) {
        std::vector<int> split = cheapestSplit(layer, platform, objective, within);
        if (std::ranges::find(splits, split) == splits.end())
            splits.push_back(std::move(split));
    }
    return splits;
}

/// The cheapest way to a state of the tensors.
struct WayThroughLayers {
    double value = 0;
    SplitsOfLayer splits; ///< Of the layers so far.
};

std::map<TensorPlaces, WayThroughLayers> extended(const std::map<TensorPlaces, WayThroughLayers> &ways,
                                                  const LayerTable &layer, const platform::Platform &platform,
                                                  Objective objective)
{
    const SplitsOfLayer splits = usefulSplits(layer, platform, objective);
    std::map<TensorPlaces, WayThroughLayers> next;
    for (const auto &[before, way] : ways) {
        for (const std::vector<int> &split : splits) {
            TensorPlaces places = before;
            const double value = way.value + costOfLayer(layer, platform, split, places).value(objective);
            const auto [found, isNew] = next.try_emplace(std::move(places));
            if (!isNew && found->second.value <= value)
                continue;
            found->second = {value, way.splits};
            found->second.splits.push_back(split);
        }
    }
    checkArrangements(next.size(), layer.layer.geometry.name);
    return next;
}

/// Layouts couple layers: dynamic programming over where their tensors stand.
SplitsOfLayer cheapestWithLayouts(const CostTable &table, Objective objective)
{
    std::map<TensorPlaces, WayThroughLayers> ways = {{TensorPlaces{}, WayThroughLayers{}}};
    for (const LayerTable &layer : table.layers)
        ways = extended(ways, layer, table.platform, objective);
    return std::ranges::min_element(ways, {}, [](const auto &each) { return each.second.value; })->second.splits;
}

LayerMapping contiguous(const std::string &layer, const std::vector<int> &channels, const std::vector<int> &order)
{
    LayerMapping mapping{.layer = layer, .unitOfChannel = {}};
    for (const int unit : order)
        mapping.unitOfChannel.insert(mapping.unitOfChannel.end(),
                                     static_cast<std::size_t>(channels[static_cast<std::size_t>(unit)]), unit);
    return mapping;
}

} // namespace

Mapping cheapestMapping(const CostTable &table, Objective objective)
{
    const bool coupled = !table.layers.empty() && table.layers.front().tensors;
    SplitsOfLayer splits;
    if (coupled)
        splits = cheapestWithLayouts(table, objective);
    else
        for (const LayerTable &layer : table.layers)
            splits.push_back(cheapestSplit(layer, table.platform, objective));
    Mapping mapping;
    const std::vector<int> order = table.platform.referenceOrder();
    for (std::size_t i = 0; i < table.layers.size(); ++i)
        mapping.layers.push_back(contiguous(table.layers[i].layer.geometry.name, splits[i], order));
    return mapping;
}

} // namespace odimo::mapping
