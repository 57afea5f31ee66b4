// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/mapping/front/predicted_front.h"
#include "core/project/project.h"

#include <optional>
#include <span>
#include <vector>

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

/// The cost of a search before it is made.
struct ExpectedCost {
    double cost = 0; ///< As StrengthCost::cost.
    int runs = 0;    ///< On so many searches it is based.
};

/// By the relation measured so far: of searches at the same strength their mean, else between the nearest strengths
/// below and above, in proportion to the logarithm of the strength. Absent beyond the measured strengths: nothing is
/// known there.
std::optional<ExpectedCost> expectedCost(double strength, std::span<const StrengthCost> measured);

/// The searches for this objective that have found their mapping.
std::vector<StrengthCost> measuredStrengths(const project::Project &project, mapping::Objective objective);

} // namespace odimo::host
