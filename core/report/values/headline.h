// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/mapping/front/accuracy_difference.h"
#include "core/report/values/report.h"

#include <map>

namespace odimo::report {

/// What somebody may be expected to give for a lower cost, as a fraction of the images.
inline constexpr double smallLoss = 0.005;

/// Right answers on the test set, by run.
using Scores = std::map<std::int64_t, mapping::Score>;

/// The cheapest point of the front that loses at most smallLoss against the reference and costs less; null if there is
/// none.
const host::FrontEntry *bestWithinLoss(const host::Front &front, const host::FrontEntry &reference);

/// Compares that with the reference and with the cheapest mapping made by hand (all-<unit> or first-and-last-<unit>)
/// that loses as little.
/// `scores` are those of the points, by run.
Headline headlineOf(const host::Front &front, const Scores &scores, const mapping::Cost &reference,
                    const std::string &referenceName);

} // namespace odimo::report
