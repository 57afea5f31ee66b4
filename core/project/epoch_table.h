// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/project/state.h"

namespace odimo::project {

// The epochs of the runs. Project says what each function does and throws.

void addEpoch(State &state, const Epoch &epoch);
std::vector<Epoch> readEpochs(const State &state, std::int64_t run);
void dropEpochs(State &state, std::int64_t run, const std::string &phase, int firstEpoch);

} // namespace odimo::project
