// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/mapping/front/nondominated.h"

#include <span>

namespace odimo::mapping {

/// States that are extended in the same way: each by each of these choices.
struct Source {
    std::span<const State> states; ///< Non-dominated, ascending cost.
    int firstParent = 0;           ///< What the first state is called by those that it leads to.
    std::vector<State> choices;    ///< Of the layer, with all that they add; none dominates another, ascending cost.
};

/// One step of the dynamic programming of exactFront: a layer is added.
struct Extension {
    std::vector<Source> sources;
    State leastAhead; ///< The least that the layers still to come add to each cost.
    State most;       ///< Of the whole network; a sum that must exceed it is left out.
    State rounding;
    /// Costs of the whole network that agree in so many binary digits after the first are of one cell.
    int digits = 16;
    bool twoCosts = false;
};

/// The non-dominated sums of a state and a choice, ascending cost. Up to
/// 200,000 sums all are looked at. Of more the least penalty of each cell is kept, and the least of each cost: what is
/// left out has a cost that at best comes to at least 1 / (1 + 2^-digits) of that of the one kept in its place, in each
/// cost.
std::vector<State> extended(const Extension &layer);

} // namespace odimo::mapping
