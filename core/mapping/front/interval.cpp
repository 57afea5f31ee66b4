// SPDX-License-Identifier: Apache-2.0
#include "core/mapping/front/pareto.h"

#include "core/base/error.h"

#include <algorithm>
#include <cmath>

namespace odimo::mapping {

Interval accuracyInterval(std::int64_t correct, std::int64_t total)
{
    if (correct < 0 || correct > total)
        throw Error(std::to_string(correct) + " correct answers in " + std::to_string(total) + " are not possible");
    if (total == 0)
        return {};
    constexpr double z = 1.959963984540054; // 97.5 % quantile of the standard normal
    const double n = static_cast<double>(total);
    const double share = static_cast<double>(correct) / n;
    const double middle = share + z * z / (2 * n);
    const double spread = z * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n));
    const double scale = 1 + z * z / n;
    return {.low = std::max(0.0, (middle - spread) / scale), .high = std::min(1.0, (middle + spread) / scale)};
}

} // namespace odimo::mapping
