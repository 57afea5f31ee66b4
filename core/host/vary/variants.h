// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/platform/constants.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace odimo::host {

/// A constant of a platform and the values that it takes.
struct VariedConstant {
    std::string name;
    std::vector<double> values; ///< At least one, no two alike.
    bool operator==(const VariedConstant &) const = default;
};

/// "digital.channels_at_once=8,16,32". Throws Error saying what is wrong.
VariedConstant variedConstantFromText(const std::string &text);

/// What is varied of a platform: each value of one constant with each of the others.
struct Variation {
    std::vector<VariedConstant> constants = {};
    bool operatingPoints = false;        ///< All of this at each operating point that the platform states.
    std::string area = {};               ///< areaOf; empty: not asked for.
    std::optional<double> mostArea = {}; ///< Larger variants are left out.
    int mostVariants = 500;
};

/// A platform with other constants.
struct Variant {
    std::vector<platform::PlatformConstant> constants; ///< Those that are varied, in the order asked for.
    std::string operatingPoint = {};                   ///< Empty: the clock and the powers that the platform states.
    std::optional<double> area = {};                   ///< In the unit that the formula is in.
    bool isStated = false;                             ///< All constants have the values of the platform's file.
    platform::Platform platform = {};
};

/// "digital.channels_at_once=8, analog.columns=256 at low"
std::string nameOf(const Variant &variant);

/// All of a platform, the last constant changing fastest, and operating points faster still. Throws Error as
/// withConstants and areaOf do; for a constant that is varied twice; for more than `mostVariants`, with their number;
/// if none is small enough; and if there are no operating points though they were asked for.
std::vector<Variant> variantsOf(const platform::Platform &platform, const Variation &variation);

} // namespace odimo::host
