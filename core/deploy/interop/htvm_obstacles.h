// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/deploy/interop/obstacle.h"
#include "core/integer/quantised_network.h"

#include <vector>

namespace odimo::deploy {

/// Why HTVM could not compute the codes of the executor from a file in the dialect that it reads; nothing if it could.
std::vector<Obstacle> htvmObstacles(const integer::QuantisedNetwork &network);

/// Nodes that HTVM compiles for the host core, although DIANA has a unit for them.
std::vector<Obstacle> htvmHostNodes(const integer::QuantisedNetwork &network);

/// True for a mean over the whole map, which is the only one that the dialect has.
bool isMeanOfMap(const integer::QuantisedNetwork &network, int node);

} // namespace odimo::deploy
