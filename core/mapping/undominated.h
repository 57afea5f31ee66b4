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

/// Of two sequences in ascending cost what none dominates, in ascending cost.
std::vector<State> undominated(const std::vector<State> &a, const std::vector<State> &b, const State &rounding);

/// Bounds time and memory: of more than 50,000 states, or 10,000 in two costs, keeps the least penalty of each cell of
/// a grid over the costs, as fine as halves that number (at 50,000: 1/25,000 of the largest cost or finer), and the
/// least of each cost. ResNet18 stays below in one cost; in two costs it then misses the front by 0.07 % of the largest
/// cost in the mean and 0.2 % at most.
void thinOut(std::vector<State> &states, const State &largest);

} // namespace odimo::mapping
