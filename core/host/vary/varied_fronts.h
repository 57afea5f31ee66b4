// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/front/instant_front.h"
#include "core/host/vary/variants.h"

#include <vector>

namespace odimo::host {

/// What is predicted of one variant.
struct VariantFront {
    Variant variant;
    std::vector<PredictedEntry> front; ///< Empty if no mapping keeps to the limits.
    /// Some mapping on it is worth having: none on a variant of no larger area is as cheap and as accurate.
    bool isUndominated = false;
};

/// A point of the common front.
struct CommonPoint {
    std::size_t variant = 0; ///< Index into VariedFronts::variants.
    std::size_t entry = 0;   ///< Of its front.
    bool operator==(const CommonPoint &) const = default;
};

/// The fronts of the variants of a platform, which one analysis predicts: penalties depend on the numeric formats of
/// the units and not on the constants of their costs.
struct VariedFronts {
    mapping::Objective objective = mapping::Objective::Latency;
    platform::LayoutMode layout = platform::LayoutMode::Paper;
    Variation variation;
    std::vector<VariantFront> variants;
    /// The front of all variants together (their envelope): ascending cost. Where several variants are equal it has the
    /// smallest; of these the one that is the best at most points, then the one that the platform's file states, then
    /// the first.
    std::vector<CommonPoint> common;

    const PredictedEntry &entryOf(const CommonPoint &point) const { return variants[point.variant].front[point.entry]; }
};

/// What variants compete in: milliseconds, as clocks may differ, or uJ.
double costOf(const PredictedEntry &entry, mapping::Objective objective);

/// Throws Error as variantsOf does and, with the variant's name before it, as makeCostTable and InstantFront::on do;
/// for restrictions as InstantFront::predict does, but a variant that cannot keep to the limits has no front.
VariedFronts variedFronts(const project::Project &project, const Variation &variation, mapping::Objective objective,
                          const mapping::Restrictions &restrictions);

/// Where one variant is the best: neighbours on the common front.
struct WinningRange {
    std::size_t variant = 0;
    std::size_t first = 0; ///< Index into VariedFronts::common.
    std::size_t last = 0;
};

/// In ascending cost; together they are the common front.
std::vector<WinningRange> winningRanges(const VariedFronts &fronts);

} // namespace odimo::host
