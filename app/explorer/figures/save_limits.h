// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace odimo::explorer {

/// What can be chosen for a picture; both ends are allowed.
struct SaveLimits {
    double least;
    double most;
};
inline constexpr SaveLimits widthLimits_mm{30, 1000};
inline constexpr SaveLimits heightLimits_mm{20, 1000};
inline constexpr SaveLimits textLimits_pt{4, 40};
inline constexpr SaveLimits resolutionLimits{36, 1200}; ///< Dots per inch.

} // namespace odimo::explorer
