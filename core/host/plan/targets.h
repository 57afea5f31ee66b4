// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/mapping/front/predicted_front.h"

#include <optional>
#include <span>

namespace odimo::host {

/// What a search at a strength has led to.
struct StrengthCost {
    double strength = 0;
    double cost = 0; ///< Share of the cost of all channels on the reference unit.
};

/// A search within so much of its target has met it.
inline constexpr double targetTolerance = 0.03;

/// The strength at which a search is expected to reach the cost `target`: the slope of the predicted loss against
/// normalised cost there. `hull` is a convexFront of at least one point, `referenceCost` what its costs are shares of.
double predictedStrength(double target, std::span<const mapping::PredictedPoint> hull, mapping::Objective objective,
                         double referenceCost);

/// The strength to try next for a target by the relation measured so far: between the nearest that were too weak and
/// too strong, in proportion to cost on a logarithmic scale, else four times or a quarter of the last. Absent if one
/// has met the target, or if nothing was measured.
std::optional<double> correctedStrength(double target, std::span<const StrengthCost> measured);

} // namespace odimo::host
