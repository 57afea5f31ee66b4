// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/mapping/cost/layouts.h"
#include "core/mapping/mapping.h"
#include "core/platform/branch.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace odimo::mapping {

enum class Objective { Latency, Energy };
const char *objectiveName(Objective objective);
/// "latency" or "energy"; throws Error otherwise.
Objective objectiveFromName(const std::string &name);

/// The cycles of one layer for every number of channels on every unit.
struct LayerTable {
    platform::Layer layer;
    /// cycles[unit][n] for n = 0 .. outChannels; absent if the unit may take none (Platform::refusal).
    std::vector<std::optional<std::vector<double>>> cycles;
    std::vector<platform::Branch> branches; ///< In the order of units; at least one in a CostTable.
    std::size_t referenceBranch = 0;        ///< Index of the branch that the others are compared with.
    /// On a contiguous platform the units in the order of their runs of channels; else empty.
    std::vector<int> runs = {};
    /// Of a layer in a network, on a platform that counts layouts.
    std::optional<LayerTensors> tensors = {};

    const platform::Branch &reference() const { return branches[referenceBranch]; }
};

/// All that the rest of the program knows about cost: everything else is derived from these tables.
struct CostTable {
    platform::Platform platform;
    std::vector<LayerTable> layers;
};

LayerTable makeLayerTable(const platform::Layer &layer, const platform::Platform &platform);

/// Throws Error naming the layer that no unit can run, with each unit's reason. A layer that is not `searched` and that
/// the reference unit can run is eligible there only.
CostTable makeCostTable(const network::Network &network, const platform::Platform &platform);

/// What a mapping costs.
struct Cost {
    double latency_cycles = 0;
    double latency_ms = 0;
    double energy_uJ = 0;
    double value(Objective objective) const; ///< Latency in cycles or energy in uJ.
    bool operator==(const Cost &) const = default;
};

struct LayerCost {
    std::vector<std::optional<double>> cycles; ///< Per unit; absent if the unit refuses the layer.
    double conversion_cycles = 0; ///< Before and behind it tensors are brought into other layouts, while no unit runs.
    double latency_cycles = 0;    ///< The slowest datapath, whose units run one after the other, and the conversions.
    double energy_uJ = 0;
    double value(Objective objective) const; ///< Latency in cycles or energy in uJ.
};

/// The same with the part of each layer.
struct MappingCost : Cost {
    std::vector<LayerCost> layers;
};

/// The layer by itself, without conversions: `channels[unit]`. Throws Error if a unit that refuses the layer gets
/// channels or the sum is not outChannels.
LayerCost costOfLayer(const LayerTable &table, const platform::Platform &platform, std::span<const int> channels);

/// With the conversions of a layer of a network, whose tensors stand where `places` says; goes on by the layer.
LayerCost costOfLayer(const LayerTable &table, const platform::Platform &platform, std::span<const int> channels,
                      TensorPlaces &places);

/// With the conversions that the layout of its tensors asks for, on a platform that counts them.
MappingCost costOf(const CostTable &table, const Mapping &mapping);

} // namespace odimo::mapping
