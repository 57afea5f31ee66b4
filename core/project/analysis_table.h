// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/state.h"

namespace odimo::project {

// What analyses of the weights found. Project says what each function does and throws.

void storeAnalysis(State &state, std::int64_t run, const mapping::Sensitivity &sensitivity);
std::optional<mapping::Sensitivity> readAnalysis(const State &state, std::int64_t run);

} // namespace odimo::project
