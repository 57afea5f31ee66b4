// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/network/layout/layered_graph.h"

#include <vector>

namespace odimo::network {

/// The x of the middle of every vertex. Neighbours in a layer keep their order and the gaps. Passing edges are straight
/// before chains of boxes, those of the longest paths before others.
std::vector<double> columns(const LayeredGraph &graph, const std::vector<BoxSize> &boxes, const LayoutGaps &gaps);

} // namespace odimo::network
