// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/network/layout/layered_graph.h"

#include <cstdint>

namespace odimo::network {

/// Pairs of pieces of edges that cross.
std::int64_t crossings(const LayeredGraph &graph);

/// Reorders the layers by the barycentres of the neighbours above and below in turn, and keeps the order with the
/// fewest crossings, the first of several.
void reduceCrossings(LayeredGraph &graph);

} // namespace odimo::network
