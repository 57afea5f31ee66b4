// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/plan/inputs.h"
#include "core/host/plan/plan.h"
#include "core/host/plan/settings.h"
#include "core/protocol/event.h"

#include <optional>
#include <span>

namespace odimo::host {

/// The times that the epochs of the warm-up show: those of the timing, longer or shorter alike. The median counts, and
/// of two in the middle the shorter: what disturbs a machine only makes it slower.
protocol::StepTimes pacedTimes(const protocol::StepTimes &timed, const Plan &plan, const data::DatasetSummary &data,
                               std::span<const double> epochs_s);

/// A plan on at least twice as many images that the rest of the budget allows, if there is one: the warm-up is worth
/// beginning again. `spent_s` of the budget are gone.
std::optional<Plan> largerPlan(const Settings &settings, const Inputs &inputs, const Plan &plan,
                               const protocol::StepTimes &times, double spent_s);

/// After the warm-up: as many mappings as the rest of the budget allows, where the user left their number open. Fewer
/// only if the whole budget would not do, so that small differences change nothing.
Plan settledPlan(const Settings &settings, const Inputs &inputs, Plan plan, const protocol::StepTimes &times,
                 double spent_s);

} // namespace odimo::host
