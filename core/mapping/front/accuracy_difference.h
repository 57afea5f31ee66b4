// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/mapping/front/pareto.h"

#include <cstdint>

namespace odimo::mapping {

/// So many right answers in so many images.
struct Score {
    std::int64_t correct = 0;
    std::int64_t total = 0;
    bool operator==(const Score &) const = default;
};

/// How much more accurate `second` is than `first`, as fractions.
struct AccuracyDifference {
    double difference = 0;
    Interval interval{.low = -1, .high = 1}; ///< 95 %.
    /// The interval does not hold 0.
    bool isClear() const { return interval.low > 0 || interval.high < 0; }
};

/// With the hybrid score interval of Newcombe (method 10 of Statistics in Medicine 17(8) 1998, 873-890), which joins
/// the Wilson intervals of both proportions: unlike the usual p +- z s it keeps its coverage near 100 % and stays
/// within
/// [-1, 1]. Images on which both are right are not counted, so both are taken as independent. Two networks that were
/// measured on the same images agree on most of them, and then the interval is too wide rather than too narrow: it is
/// the one for pairs (method 10 of Statistics in Medicine 17(22) 1998, 2635-2650) at a correlation of 0. Throws Error
/// as accuracyInterval().
AccuracyDifference accuracyDifference(const Score &first, const Score &second);

/// An accuracy with its own 95 % interval (accuracyInterval).
struct Estimate {
    double accuracy = 0;
    Interval interval;
};

/// The same of accuracies whose intervals are known already.
AccuracyDifference accuracyDifference(const Estimate &first, const Estimate &second);

} // namespace odimo::mapping
