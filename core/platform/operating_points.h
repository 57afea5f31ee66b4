// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/platform/platform.h"

#include <optional>
#include <string>
#include <vector>

namespace odimo::platform {

/// A voltage and a clock that a chip can run at.
struct OperatingPoint {
    std::string name;
    std::optional<double> voltage_V; ///< For people; costs do not depend on it.
    Platform platform;               ///< With this clock and these powers, and without operating points of its own.
};

/// Those that a platform states (docs/platforms.md), in the order of its file; empty if it states none. They are read
/// from its JSON each time, as most who have a platform never ask.
std::vector<OperatingPoint> operatingPointsOf(const Platform &platform);

/// The same of the JSON of a file whose `operating_points` are an array. Throws Error with the path of the field.
std::vector<OperatingPoint> readOperatingPoints(const std::string &json, const std::string &where);

} // namespace odimo::platform
