// SPDX-License-Identifier: Apache-2.0
#include "app/cli/paired.h"

#include "core/base/error.h"

#include <cmath>
#include <string>
#include <vector>

namespace odimo::cli {

namespace {

/// 97.5 % quantiles of Student's t for 1 to 30 degrees of freedom (NIST/SEMATECH e-Handbook of Statistical Methods,
/// 1.3.6.7.2).
constexpr double studentQuantiles[] = {12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228,
                                       2.201,  2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086,
                                       2.080,  2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042};

} // namespace

PairedDifference pairedDifference(std::span<const double> one, std::span<const double> other)
{
    if (one.size() != other.size() || one.empty() || one.size() > std::size(studentQuantiles) + 1)
        throw Error("a paired comparison takes 1 to 31 pairs, not " + std::to_string(one.size()) + " and " +
                    std::to_string(other.size()) + " values; compare over fewer seeds");
    PairedDifference result{.interval = {}, .pairs = static_cast<int>(one.size())};
    std::vector<double> differences;
    for (std::size_t i = 0; i < one.size(); ++i) {
        differences.push_back(one[i] - other[i]);
        result.mean += differences.back() / result.pairs;
        result.better += differences.back() > 0 ? 1 : 0;
    }
    double half = 0;
    if (result.pairs > 1) {
        double squares = 0;
        for (const double each : differences)
            squares += (each - result.mean) * (each - result.mean);
        const auto freedom = static_cast<std::size_t>(result.pairs) - 1;
        half = studentQuantiles[freedom - 1] * std::sqrt(squares / static_cast<double>(freedom) / result.pairs);
    }
    result.interval = {.low = result.mean - half, .high = result.mean + half};
    return result;
}

} // namespace odimo::cli
