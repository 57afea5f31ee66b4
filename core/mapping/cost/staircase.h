// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/mapping/cost/cost.h"

#include <optional>
#include <vector>

namespace odimo::mapping {

/// The cost of a layer that two units share, against the number n of channels on the reference unit
/// (docs/method.md 4.2).
struct Staircase {
    int referenceUnit = 0;
    int otherUnit = 1;
    std::vector<double> cost; ///< cost[n], n = 0 .. outChannels: cycles or uJ.
    /// Ascending, at least outChannels: the last n before each jump (a rise of at least four times the median change),
    /// without those from which a later end has more channels there for no more cost. Without jumps every rising n
    /// is an end.
    std::vector<int> stepEnds;
    /// Mean number of channels of the steps that hold any: outChannels / (ends above 0). 1 on a steady slope, 16 for
    /// DIANA's blocks.
    double stepWidth = 1;
};

/// Absent if fewer than two units can run the layer; an Error if more than two can (the search shares layers between
/// two).
std::optional<Staircase> staircase(const LayerTable &table, const platform::Platform &platform, Objective objective);

/// Linear between whole n, equal to cost[n] at whole n; n in [0, outChannels].
double costAt(const Staircase &staircase, double n);

/// d cost / d n by docs/method.md 5.2: the centred difference over one step width, which sees the next jump. Where
/// the window passes 0 or outChannels it is cut there, and the divisor is what remains.
double centredSlope(const Staircase &staircase, double n);

/// The ends of the steps if at most so many channels may stand there; the last is `most`.
std::vector<int> stepEndsUpTo(const std::vector<double> &cost, int most);

/// The end of the step that n stands on, if at most so many channels may stand there: the most of them for (about) the
/// same cost.
int snapToStepEnd(const Staircase &staircase, int n, int most);

} // namespace odimo::mapping
