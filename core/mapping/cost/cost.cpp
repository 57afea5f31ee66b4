// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/cost/cost.h"

#include "core/base/error.h"
#include "core/mapping/cost/energy.h"
#include "core/mapping/cost/unit_times.h"
#include "core/platform/left_out.h"

#include <algorithm>
#include <numeric>

namespace odimo::mapping {

namespace {

double chosen(Objective objective, double latency, double energy)
{
    switch (objective) {
    case Objective::Latency:
        return latency;
    case Objective::Energy:
        return energy;
    }
    return 0;
}

/// Far more than any network has: a bound on the memory that a few words of a broken file can ask for.
void checkChannels(const network::Network &network, const std::vector<platform::Layer> &layers)
{
    constexpr std::int64_t mostChannels = 1 << 20;
    std::int64_t channels = 0;
    for (const platform::Layer &layer : layers)
        channels += layer.geometry.outChannels;
    if (channels > mostChannels)
        throw Error("the layers of the network " + network.name() + " have " + std::to_string(channels) +
                    " output channels together; costs are known for at most " + std::to_string(mostChannels));
}

} // namespace

const char *objectiveName(Objective objective)
{
    switch (objective) {
    case Objective::Latency:
        return "latency";
    case Objective::Energy:
        return "energy";
    }
    return "";
}

Objective objectiveFromName(const std::string &name)
{
    for (const Objective objective : {Objective::Latency, Objective::Energy}) {
        if (name == objectiveName(objective))
            return objective;
    }
    throw Error("there is no objective \"" + name + "\"; choose latency or energy");
}

LayerTable makeLayerTable(const platform::Layer &layer, const platform::Platform &platform)
{
    LayerTable table{.layer = layer, .cycles = {}, .branches = platform::branchesOf(layer, platform)};
    table.referenceBranch = platform::referenceBranch(table.branches, platform);
    if (platform.contiguous)
        table.runs = platform.referenceOrder();
    table.cycles.resize(platform.units.size());
    for (const platform::Branch &branch : table.branches) {
        const auto unit = static_cast<std::size_t>(branch.unit);
        const platform::CostModel &model = *platform.units[unit].costModel;
        std::vector<double> &cycles = table.cycles[unit].emplace();
        for (int channels = 0; channels <= layer.geometry.outChannels; ++channels)
            cycles.push_back(model.cycles(branch.geometry, channels));
    }
    return table;
}

CostTable makeCostTable(const network::Network &network, const platform::Platform &platform)
{
    const std::vector<platform::Layer> layers = platform::layersOf(network);
    checkChannels(network, layers);
    CostTable table{.platform = platform, .layers = {}};
    const std::vector<LayerTensors> tensors = layerTensors(network, platform);
    for (const platform::Layer &layer : layers) {
        LayerTable layerTable = makeLayerTable(layer, platform);
        if (!isComputed(layer, platform)) {
            std::string reasons;
            for (const platform::ComputeUnit &unit : platform.units)
                reasons += "; " + unit.name + ": " + unit.refusal(layer).value_or("");
            throw Error("the platform " + platform.name + " cannot run the layer " + layer.geometry.name + reasons);
        }
        if (!tensors.empty())
            layerTable.tensors = tensors[table.layers.size()];
        table.layers.push_back(std::move(layerTable));
    }
    return table;
}

LayerCost costOfLayer(const LayerTable &table, const platform::Platform &platform, std::span<const int> channels)
{
    const platform::LayerGeometry &geometry = table.layer.geometry;
    const int sum = std::accumulate(channels.begin(), channels.end(), 0);
    if (channels.size() != table.cycles.size() || sum != geometry.outChannels || std::ranges::min(channels) < 0)
        throw Error("the layer " + geometry.name + " has " + std::to_string(geometry.outChannels) +
                    " output channels on " + std::to_string(table.cycles.size()) + " units; the mapping gives " +
                    std::to_string(sum) + " on " + std::to_string(channels.size()));
    LayerCost cost;
    for (std::size_t unit = 0; unit < channels.size(); ++unit) {
        const auto count = static_cast<std::size_t>(channels[unit]);
        const std::optional<std::vector<double>> &cycles = table.cycles[unit];
        if (!cycles && count > 0)
            throw Error("the layer " + geometry.name + " has channels on the unit " + platform.units[unit].name +
                        ", which cannot take them: " +
                        platform.refusal(table.layer, static_cast<int>(unit)).value_or("no cost is known"));
        cost.cycles.push_back(cycles ? std::optional((*cycles)[count]) : std::nullopt);
    }
    cost.latency_cycles = latency_cycles(platform, cost.cycles);
    cost.energy_uJ = energy_uJ(platform, cost.cycles);
    return cost;
}

LayerCost costOfLayer(const LayerTable &table, const platform::Platform &platform, std::span<const int> channels,
                      TensorPlaces &places)
{
    LayerCost cost = costOfLayer(table, platform, channels);
    if (!table.tensors)
        return cost;
    const double before = passLayer(*table.tensors, layoutsUsed(*table.tensors, channels), places);
    cost.conversion_cycles = before + conversionBehind(*table.tensors, channels);
    cost.latency_cycles += cost.conversion_cycles;
    cost.energy_uJ += cost.conversion_cycles * table.tensors->energy_uJ_perCycle;
    return cost;
}

double LayerCost::value(Objective objective) const { return chosen(objective, latency_cycles, energy_uJ); }

double Cost::value(Objective objective) const { return chosen(objective, latency_cycles, energy_uJ); }

MappingCost costOf(const CostTable &table, const Mapping &mapping)
{
    if (mapping.layers.size() != table.layers.size())
        throw Error("the mapping has " + std::to_string(mapping.layers.size()) + " layers; the network has " +
                    std::to_string(table.layers.size()));
    const int units = static_cast<int>(table.platform.units.size());
    MappingCost cost;
    TensorPlaces places;
    for (std::size_t i = 0; i < table.layers.size(); ++i) {
        const LayerTable &layer = table.layers[i];
        if (mapping.layers[i].layer != layer.layer.geometry.name)
            throw Error("layer " + std::to_string(i + 1) + " of the mapping is " + mapping.layers[i].layer +
                        "; that of the network is " + layer.layer.geometry.name);
        const std::vector<int> channels = channelsPerUnit(mapping.layers[i], units);
        cost.layers.push_back(costOfLayer(layer, table.platform, channels, places));
        cost.latency_cycles += cost.layers.back().latency_cycles;
        cost.energy_uJ += cost.layers.back().energy_uJ;
    }
    cost.latency_ms = cost.latency_cycles / table.platform.clock_Hz * 1e3;
    return cost;
}

} // namespace odimo::mapping
