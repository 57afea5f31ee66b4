// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/plan/inputs.h"
#include "core/host/plan/plan.h"
#include "core/host/plan/settings.h"
#include "core/protocol/event.h"

#include <optional>

namespace odimo::host {

/// `times` are of a batch of the schedule's size: float on all cores; search and fine-tuning as the plan's parallel
/// workers together get them done.
Plan makePlan(const Settings &settings, const Inputs &inputs, const std::optional<protocol::StepTimes> &times);

} // namespace odimo::host
