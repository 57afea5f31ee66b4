// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/plan/inputs.h"
#include "core/host/plan/plan.h"
#include "core/host/plan/settings.h"

#include <filesystem>
#include <optional>

namespace odimo::host {

/// Step times that were measured on this machine, kept in a file of the user's cache, so that the cost of an
/// exploration can be told before it starts. They decide no plan: an exploration that needs times measures its own.
class KnownTimes {
public:
    /// step_times.json in $XDG_CACHE_HOME/odimo, or ~/.cache/odimo.
    KnownTimes();
    explicit KnownTimes(std::filesystem::path file) : m_file(std::move(file)) {}

    /// Of steps of the same network, image size, batch, device, precision, platform, workers and threads. Absent also
    /// if the file cannot be read: it is a cache.
    std::optional<protocol::StepTimes> of(const Settings &settings, const Inputs &inputs, const Plan &untimed) const;
    /// Does nothing if the file cannot be written.
    void keep(const Settings &settings, const Inputs &inputs, const Plan &untimed,
              const protocol::StepTimes &times) const;

private:
    std::filesystem::path m_file; ///< Empty: nothing is kept.
};

} // namespace odimo::host
