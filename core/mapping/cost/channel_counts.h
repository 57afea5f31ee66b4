// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/mapping/cost/cost.h"

namespace odimo::mapping {

/// How many output channels of one layer each unit computes.
struct LayerCounts {
    std::string layer;
    std::vector<int> channels; ///< By unit of the platform.
    bool operator==(const LayerCounts &) const = default;
};

/// A mapping without which channel is where, on which its cost does not depend; layers as in Mapping.
using ChannelCounts = std::vector<LayerCounts>;

/// Throws Error on a unit that is none of `units`.
ChannelCounts countsOf(const Mapping &mapping, int units);

/// Throws Error unless the counts have the layers and channels of the table, on units that may take them.
void checkCounts(const ChannelCounts &counts, const CostTable &table);

/// Throws Error as checkCounts does.
MappingCost costOf(const CostTable &table, const ChannelCounts &counts);

/// [{"name": "conv1", "channels": {"digital": 5, "analog": 11}}]: all units of the platform.
Json toJson(const ChannelCounts &counts, const platform::Platform &platform);
/// The inverse, strict: throws Error with the path of the field. Whether it fits a network is checkCounts' question.
ChannelCounts channelCountsFromJson(const Json &json, const platform::Platform &platform, const std::string &where);

} // namespace odimo::mapping
