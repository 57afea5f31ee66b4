// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/execution.h"
#include "core/project/state.h"

namespace odimo::project {

// Who computed the runs, and what came of repeating them. Project says what each function does and throws.

std::int64_t saveExecution(State &state, const Execution &execution);
std::vector<Execution> readExecutions(const State &state, std::int64_t run);

void storeRepetition(State &state, const Repetition &repetition);
std::optional<Repetition> readRepetition(const State &state, std::int64_t run);

} // namespace odimo::project
