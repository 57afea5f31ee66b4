// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/platform/platform.h"

#include <span>
#include <string>
#include <vector>

namespace odimo::platform {

/// A number of a platform file that costs depend on, and accuracies do not: of the cost model of a unit, as
/// "digital.channels_at_once", or the clock, as "clock_Hz".
struct PlatformConstant {
    std::string name;
    double value = 0;
    bool operator==(const PlatformConstant &) const = default;
};

/// Those that the platform states, in the order of its units, the clock last.
std::vector<PlatformConstant> constantsOf(const Platform &platform);

/// The platform that a file with these values in it would be. Throws Error that lists the constants for one that there
/// is not, and for a value that no file may have as platformFromText does, with the name and the value before it.
Platform withConstants(const Platform &platform, std::span<const PlatformConstant> values);

/// "260000000", "18.2": as people write the value into a file.
std::string valueText(const PlatformConstant &constant);

/// "digital.channels_at_once=8, analog.columns=256"
std::string constantsText(std::span<const PlatformConstant> constants);

} // namespace odimo::platform
