// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/platform/platform.h"

#include <optional>
#include <span>
#include <vector>

namespace odimo::mapping {

/// The power while exactly these units run, at least one, in ascending order; a unit that leaves channels out draws
/// nothing. Throws Error that names them if the platform states none.
double power_mW(const platform::Platform &platform, std::vector<int> activeUnits);

/// A part of a layer's time in which the same units run.
struct PowerPhase {
    std::vector<int> units; ///< Ascending, at least one.
    double cycles = 0;
    double energy_uJ = 0;
    bool operator==(const PowerPhase &) const = default;
};

/// In the order of time; what energy_uJ() adds up. Throws Error as it does.
std::vector<PowerPhase> powerPhases(const platform::Platform &platform, std::span<const std::optional<double>> cycles);

/// The energy of one layer in uJ. All datapaths start together, the units of one run in turn (unitTimes); the power is
/// that of the set of units still running, until the last has finished. `cycles[unit]`: absent or 0 for a unit that
/// does not take part. For two units this is the formula of docs/diana.md 4.4. Throws Error if the platform states no
/// power for a set that occurs.
double energy_uJ(const platform::Platform &platform, std::span<const std::optional<double>> cycles);

} // namespace odimo::mapping
