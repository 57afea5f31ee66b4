// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/front/front.h"

#include <vector>

namespace odimo::host {

/// Hypervolumes as they might have come out with other test images: draw by draw, each measured accuracy drawn anew
/// from its own interval (docs/method.md 8.5). Draws of two fronts are independent of each other, as if they had been
/// measured on different images.
using DrawnVolumes = std::vector<double>;

/// The measured mappings of a front without those that no draw brings onto it: another one costs no more, and its
/// interval begins above the end of theirs.
std::vector<FrontEntry> contenders(const std::vector<FrontEntry> &entries, mapping::Objective objective);

/// Of those of the points, in any order, that no other dominates.
double hypervolumeOf(const std::vector<mapping::FrontPoint> &points, const mapping::ReferencePoint &reference);

/// Of the fronts of each of these lists by itself, then of all of them together: 1,000 draws each, the same for the
/// same lists.
std::vector<DrawnVolumes> drawnVolumes(const std::vector<std::vector<FrontEntry>> &fronts, mapping::Objective objective,
                                       const mapping::ReferencePoint &reference);

/// The 95 % interval around a value whose draws these are. Noise lifts a front, whose best points are kept: the spread
/// of the draws counts, not their level.
mapping::Interval intervalAround(double value, DrawnVolumes draws);

} // namespace odimo::host
