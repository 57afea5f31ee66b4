// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/plan/inputs.h"
#include "core/host/plan/plan.h"
#include "core/host/plan/settings.h"

#include <optional>
#include <string>

namespace odimo::host {

/// What an exploration will cost, before it starts.
struct Forecast {
    Plan plan;           ///< As it would be made now; its images may still change where it is fitted to the time.
    int searches = 0;    ///< Mappings that are found by training.
    int previews = 0;    ///< Mappings that are measured without training.
    int fineTunings = 0; ///< The most mappings that are fine-tuned, baselines not counted.
    int baselines = 0;
    double least_s = 0; ///< How long it may take.
    double most_s = 0;
    double disk_MB = 0;         ///< About as much as the project file grows.
    bool isMeasured = false;    ///< From steps timed on this machine; else a guess from the operations of the network.
    bool exceedsBudget = false; ///< Even the smallest plan takes longer than the time budget, most likely.
};

/// `times` of makePlan(settings, inputs, absent); absent if none were measured, which makes the range wider. `inputs`
/// as validate returns them.
Forecast forecast(const Settings &settings, const Inputs &inputs, const std::optional<protocol::StepTimes> &times);

/// "16 mappings measured, up to 8 fine-tuned, 1 baseline": what follows the warm-up.
std::string runsInWords(const Forecast &forecast);

} // namespace odimo::host
