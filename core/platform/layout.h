// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

namespace odimo {
class JsonReader;
}

namespace odimo::platform {

/// Who brings tensors from one memory layout into another.
enum class LayoutMode {
    Paper,           ///< Nobody: layouts cost nothing, as in the published cost models.
    HostConversion,  ///< The host core, before and after the units run.
    HardwareShuffle, ///< The units write the layouts that are read; what remains is moved.
};

const char *nameOf(LayoutMode mode); ///< "paper", "host_conversion", "hardware_shuffle"
/// Throws Error that lists the names.
LayoutMode layoutModeFromName(const std::string &name);
/// "layouts converted by the host"
const char *titleOf(LayoutMode mode);

/// What conversions cost while nothing else runs, in cycles of the platform's clock for each element of a tensor.
struct LayoutCosts {
    LayoutMode mode = LayoutMode::HostConversion;
    /// The layout of the network's input and output, and of what operations other than layers read and write.
    std::string common = {};
    double inputCycles = 0; ///< The network's input into the layout of a unit.
    double toCycles = 0;    ///< Any other tensor from the common layout into that of a unit.
    double backCycles = 0;  ///< What a unit wrote into the common layout.
    double power_mW = 0;    ///< Meanwhile, of the whole SoC.
    bool operator==(const LayoutCosts &) const = default;
};

/// Reads the object `layout` of a platform, if it has one; absent for the mode paper. Throws Error with the path of the
/// field.
std::optional<LayoutCosts> readLayout(JsonReader &platform);

} // namespace odimo::platform
