// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/state.h"

namespace odimo::project {

// The runs with their measurements. Project says what each function does and throws.

std::int64_t saveRun(State &state, const Run &run);
std::vector<Run> readRuns(const State &state);
Run readRun(const State &state, std::int64_t id);

} // namespace odimo::project
