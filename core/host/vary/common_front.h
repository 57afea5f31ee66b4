// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

namespace odimo::host {

/// A mapping on a variant of a platform.
struct VariantPoint {
    double cost = 0;    ///< At least 0, in one unit for all.
    double penalty = 0; ///< At least 0.
    std::size_t variant = 0;
    std::size_t entry = 0; ///< Of the front of the variant.
};

/// The points that none beats in cost and penalty, whatever their variant: ascending cost, descending penalty. Of
/// points that are equal but for the rounding of sums (1e-12 of the largest) the first of the list is kept.
std::vector<VariantPoint> commonFront(const std::vector<VariantPoint> &points);

/// By variant how many of its points are on that front or equal to one that is.
std::vector<std::size_t> pointsOnFront(const std::vector<VariantPoint> &points, std::size_t variants);

} // namespace odimo::host
