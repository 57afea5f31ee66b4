// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/mapping/front/pareto.h"

#include <span>

namespace odimo::cli {

/// How two engines differ over the same seeds.
struct PairedDifference {
    double mean = 0;
    mapping::Interval interval; ///< 95 %, by Student's t; without width for one pair, which says nothing.
    int better = 0;             ///< Pairs in which the difference is above zero.
    int pairs = 0;

    /// Whether the interval leaves zero out, so that a paired t-test at 5 % calls them different.
    bool isSignificant() const { return pairs > 1 && (interval.low > 0 || interval.high < 0); }
};

/// Of `one` minus `other`, pair by pair: equal lengths of 1 to 31, else Error.
PairedDifference pairedDifference(std::span<const double> one, std::span<const double> other);

} // namespace odimo::cli
