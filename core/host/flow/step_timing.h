// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/host/plan/inputs.h"
#include "core/host/plan/plan.h"
#include "core/host/plan/settings.h"
#include "core/protocol/event.h"
#include "core/workers/control.h"
#include "core/workers/worker_command.h"

#include <functional>

namespace odimo::host {

/// Throws Error if the worker is missing.
workers::LaunchOptions checkedLaunch(const Settings &settings);

/// The times of steps as all cores together do them, from workers that train for a few seconds. `untimed` is
/// makePlan(settings, inputs, absent), `log` hears what the workers say. Throws Error as runTask does.
protocol::StepTimes timeSteps(const Settings &settings, const Inputs &inputs, const Plan &untimed,
                              const workers::LaunchOptions &launch, workers::Control &control,
                              const std::function<void(const protocol::Log &)> &log);

} // namespace odimo::host
