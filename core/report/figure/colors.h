// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/figure/drawing.h"

#include <array>
#include <string>

namespace odimo::report {

/// Of Okabe and Ito, whom people with any colour vision can tell apart; in the order of a platform's units.
inline constexpr std::array<const char *, 6> unitColors = {"#0072b2", "#e69f00", "#009e73",
                                                           "#cc79a7", "#56b4e9", "#d55e00"};
/// The lines across every second of them.
inline constexpr const char *hatchColor = "#6b4a00";

inline std::size_t colorOf(std::size_t unit) { return unit % unitColors.size(); }
inline bool isHatched(std::size_t unit) { return unit % 2 == 1; }

struct InkColors {
    Ink ink;
    const char *name; ///< "front"
    const char *light, *dark;
};

/// Text has a contrast of 4.5:1 and more on its paper, graphics of 3:1.
inline constexpr std::array<InkColors, 9> inkColors = {{{Ink::Text, "text", "#1b1f24", "#e7eaee"},
                                                        {Ink::Faint, "faint", "#5b6673", "#a3adb9"},
                                                        {Ink::Grid, "grid", "#e2e6ea", "#343a43"},
                                                        {Ink::Front, "front", "#1b1f24", "#f2f4f7"},
                                                        {Ink::Baseline, "baseline", "#00805d", "#2fc79b"},
                                                        {Ink::Dominated, "dominated", "#7d8792", "#8a94a0"},
                                                        {Ink::Idle, "idle", "#e9ecef", "#2b3038"},
                                                        {Ink::Other, "other", "#7d8792", "#8a94a0"},
                                                        {Ink::Paper, "paper", "#ffffff", "#191c21"}}};

} // namespace odimo::report
