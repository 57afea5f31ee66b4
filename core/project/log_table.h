// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/state.h"

namespace odimo::project {

// The log. Project says what each function does and throws.

void addLogLine(State &state, const LogLine &line);
std::vector<LogLine> readLog(const State &state);

} // namespace odimo::project
