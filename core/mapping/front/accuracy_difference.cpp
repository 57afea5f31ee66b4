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
    const double difference = other - one;
    return {.difference = difference,
            .interval = {.low = difference - std::hypot(other - after.low, before.high - one),
                         .high = difference + std::hypot(after.high - other, one - before.low)}};
}

} // namespace odimo::mapping
