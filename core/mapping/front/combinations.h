// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/mapping/front/nondominated.h"
#include "core/mapping/front/predicted_front.h"

namespace odimo::mapping {

/// The combination of these choices, one a layer; sums run in the order of the layers, as costOf's do.
PredictedPoint pointOf(std::span<const LayerChoices> layers, std::vector<int> choice);

double costOf(const PredictedPoint &point, Objective objective);
double costOf(const LayerChoice &choice, Objective objective);

/// Of a front of this cost.
Criteria criteriaOf(Objective objective);

/// Costs and a penalty as the criteria see them.
State stateOf(double latency_cycles, double energy_uJ, double penalty, Criteria criteria);

/// What a choice of a layer adds, whatever the others are.
State contribution(const LayerChoices &layer, const LayerChoice &choice, Criteria criteria);

/// The points that none beats in this cost and the penalty, ascending cost.
std::vector<PredictedPoint> nonDominatedIn(Objective objective, std::vector<PredictedPoint> points);

/// By how much of themselves the limits of latency and energy are exceeded, added up; 0 if they are kept.
double constraintViolation(const PredictedPoint &point, const Restrictions &restrictions,
                           const platform::Platform &platform);

/// The positions of so many of these ascending costs, both ends included, denser at the cheap end; no two alike.
std::vector<std::size_t> spreadPositions(std::span<const double> ascendingCosts, int count);

} // namespace odimo::mapping
