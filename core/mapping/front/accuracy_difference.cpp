// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/front/accuracy_difference.h"

#include <cmath>

namespace odimo::mapping {

AccuracyDifference accuracyDifference(const Score &first, const Score &second)
{
    const Interval before = accuracyInterval(first.correct, first.total);
    const Interval after = accuracyInterval(second.correct, second.total);
    if (first.total == 0 || second.total == 0)
        return {};
    const double one = static_cast<double>(first.correct) / static_cast<double>(first.total);
    const double other = static_cast<double>(second.correct) / static_cast<double>(second.total);
    return accuracyDifference({one, before}, {other, after});
}

AccuracyDifference accuracyDifference(const Estimate &first, const Estimate &second)
{
    const double difference = second.accuracy - first.accuracy;
    return {.difference = difference,
            .interval = {.low = difference -
                                std::hypot(second.accuracy - second.interval.low, first.interval.high - first.accuracy),
                         .high = difference + std::hypot(second.interval.high - second.accuracy,
                                                         first.accuracy - first.interval.low)}};
}

} // namespace odimo::mapping
