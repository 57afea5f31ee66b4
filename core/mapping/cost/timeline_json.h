// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/json.h"
#include "core/mapping/cost/timeline.h"

#include <string>

namespace odimo::mapping {

/// {"summary", "lanes": [{"name", "busy_cycles", "idle_share"}], "layers": [{"name", "bottleneck", "idle_cycles":
/// {lane: cycles}, "energy_uJ": {"digital": .., "digital+analog": .., "conversions": ..}}]}: how the units are used.
Json useToJson(const Timeline &timeline);

/// The timeline in the Trace Event Format of Chromium, which https://ui.perfetto.dev and chrome://tracing open: a
/// process named `title`, a row of steps and a row a lane; idle time is where nothing is. Times are in microseconds of
/// the platform's clock, whole nanoseconds; cycles are among the arguments.
Json traceToJson(const Timeline &timeline, const std::string &title);

} // namespace odimo::mapping
