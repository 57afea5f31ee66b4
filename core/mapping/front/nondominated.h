// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

namespace odimo::mapping {

/// A combination of choices of the first layers, as the dynamic programming of exactFront sees it.
struct State {
    double cost = 0;
    double secondCost = 0; ///< 0 if there is one criterion.
    double penalty = 0;
    int parent = 0; ///< Index of the state without the last layer.
    int choice = 0; ///< Of the last layer.
};

/// Smaller differences than these are the rounding of sums: 1e-12 of the largest.
State roundingOf(const State &largest);

/// What none dominates, in ascending cost. Of equals the first is kept.
std::vector<State> nonDominated(std::vector<State> states, const State &rounding);

} // namespace odimo::mapping
